package dev.zoomstatus.dispatch;

import dev.zoomstatus.ledger.Claim;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step {@code claim}: its body is all that may go now, claimed as it is taken, until nothing is due or free. */
@ApplicationScoped
@Named("claim")
public class ClaimStep implements Processor {

    private final Dispatcher dispatcher;

    /** Claims from the given dispatcher. */
    public ClaimStep(Dispatcher dispatcher) {
        this.dispatcher = dispatcher;
    }

    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().setBody(new DueChanges());
    }

    private final class DueChanges implements Iterator<Claim> {

        private Iterator<Claim> claimed = List.<Claim>of().iterator();
        private boolean ended;

        @Override
        public boolean hasNext() {
            if (!claimed.hasNext() && !ended) {
                ended = true; // for good: Camel asks again when it cleans up, and drops what it gets then
                claimed = dispatcher.claim().iterator();
                ended = !claimed.hasNext();
            }
            return claimed.hasNext();
        }

        @Override
        public Claim next() {
            return claimed.next();
        }
    }
}
