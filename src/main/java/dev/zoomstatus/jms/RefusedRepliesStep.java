package dev.zoomstatus.jms;

import dev.zoomstatus.ledger.RefusedAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step {@code refused-replies}: the body is one reply to each address that is to be tried again now. */
@ApplicationScoped
@Named("refused-replies")
public class RefusedRepliesStep implements Processor {

    private static final int MOST = 100;

    private final RefusedAddresses refused;

    /** Tries the given addresses. */
    public RefusedRepliesStep(RefusedAddresses refused) {
        this.refused = refused;
    }

    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().setBody(refused.due(MOST));
    }
}
