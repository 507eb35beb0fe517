package dev.zoomstatus.jms;

import dev.zoomstatus.ledger.OutcomeMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step {@code delivered}: remembers that a message of the page was sent. */
@ApplicationScoped
@Named("delivered")
public class DeliveredStep implements Processor {

    /** Made by the container. */
    public DeliveredStep() {}

    @Override
    @SuppressWarnings("unchecked") // the list that step unsent made
    public void process(Exchange exchange) {
        List<OutcomeMessage> sent = exchange.getProperty(UnsentStep.SENT, List.class);
        sent.add(exchange.getProperty(OutcomeMessageStep.OUTCOME_MESSAGE, OutcomeMessage.class));
    }
}
