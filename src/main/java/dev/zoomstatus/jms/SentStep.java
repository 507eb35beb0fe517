package dev.zoomstatus.jms;

import dev.zoomstatus.ledger.Outbox;
import dev.zoomstatus.ledger.OutcomeMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step {@code sent}: notes what of the page was sent. */
@ApplicationScoped
@Named("sent")
public class SentStep implements Processor {

    private final Outbox outbox;

    /** Notes it in the given outbox. */
    public SentStep(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    @SuppressWarnings("unchecked") // the list that step unsent made
    public void process(Exchange exchange) {
        List<OutcomeMessage> sent = exchange.getProperty(UnsentStep.SENT, List.class);
        if (!sent.isEmpty()) {
            outbox.sent(sent);
        }
    }
}
