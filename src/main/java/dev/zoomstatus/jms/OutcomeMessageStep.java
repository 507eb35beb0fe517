package dev.zoomstatus.jms;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoomstatus.ledger.OutcomeMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.component.jms.JmsConstants;

/** Step {@code outcome-message}: writes a reply, or the message for the outcome topic, and where it goes. */
@ApplicationScoped
@Named("outcome-message")
public class OutcomeMessageStep implements Processor {

    /** The {@link OutcomeMessage}. */
    static final String OUTCOME_MESSAGE = "outcome-message";

    /** Whether it is a reply. */
    static final String REPLY = "reply";

    private final ObjectMapper json = new ObjectMapper();

    /** Made by the container. */
    public OutcomeMessageStep() {}

    @Override
    @SuppressWarnings("unchecked") // the set that step unsent made
    public void process(Exchange exchange) throws JsonProcessingException {
        OutcomeMessage outcome = exchange.getProperty(OUTCOME_MESSAGE, OutcomeMessage.class);
        String replyTo = outcome.replyTo();
        boolean heldBack = replyTo != null
                && exchange.getProperty(UnsentStep.REFUSED, Set.of(), Set.class).contains(replyTo);
        // At a stop each would wait for a broker that may be silent, behind one that was not taken. They wait in the
        // ledger.
        if (heldBack || exchange.getContext().isStopping()) {
            exchange.setRouteStop(true);
            return;
        }
        exchange.setProperty(REPLY, replyTo != null);
        Message message = exchange.getMessage();
        message.setBody(json.writeValueAsString(OutcomeBody.of(outcome.outcome())));
        if (replyTo != null) {
            // An address of the sender's, which must not go through an endpoint's name.
            String name = replyTo.substring(replyTo.indexOf(':') + 1);
            message.setHeader(JmsConstants.JMS_DESTINATION, BrokerAddresses.of(name, replyTo.startsWith("topic:")));
            message.setHeader(JmsConstants.JMS_HEADER_CORRELATION_ID, outcome.correlationId());
        }
    }
}
