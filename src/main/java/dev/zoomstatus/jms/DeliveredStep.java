package dev.zoomstatus.jms;

import dev.zoomstatus.change.Printable;
import dev.zoomstatus.ledger.OutcomeMessage;
import dev.zoomstatus.ledger.RefusedAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jboss.logging.Logger;

/** Step {@code delivered}: remembers that a message of the page was sent, or that an address takes replies again. */
@ApplicationScoped
@Named("delivered")
public class DeliveredStep implements Processor {

    private static final Logger LOG = Logger.getLogger(DeliveredStep.class);
    private static final int MOST_OF_AN_ADDRESS = 200;

    private final RefusedAddresses refused;
    private final BrokerStep broker;

    /** Releases what waits for an address, and tells the broker's health check. */
    public DeliveredStep(RefusedAddresses refused, BrokerStep broker) {
        this.refused = refused;
        this.broker = broker;
    }

    @Override
    @SuppressWarnings("unchecked") // the list that step unsent made
    public void process(Exchange exchange) {
        broker.taken();
        OutcomeMessage message = exchange.getProperty(OutcomeMessageStep.OUTCOME_MESSAGE, OutcomeMessage.class);
        String replyTo = message.replyTo();
        if (replyTo != null && message.held()) {
            refused.release(message, replyTo);
            LOG.infof("The broker takes replies to %s again", Printable.clean(replyTo, MOST_OF_AN_ADDRESS));
        } else {
            exchange.getProperty(UnsentStep.SENT, List.class).add(message);
        }
    }
}
