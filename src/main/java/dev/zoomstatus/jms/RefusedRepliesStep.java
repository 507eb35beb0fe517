package dev.zoomstatus.jms;

import dev.zoomstatus.ledger.Outbox;
import dev.zoomstatus.ledger.OutcomeMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step {@code refused-replies}: the body is one reply to each address that is to be tried again now. */
@ApplicationScoped
@Named("refused-replies")
public class RefusedRepliesStep implements Processor {

    private static final int MOST = 100;

    private final Outbox outbox;

    /** Tries what is in the given outbox. */
    public RefusedRepliesStep(Outbox outbox) {
        this.outbox = outbox;
    }

    @Override
    public void process(Exchange exchange) {
        List<OutcomeMessage> tries = outbox.dueAgain(MOST);
        exchange.getMessage().setBody(tries);
    }
}
