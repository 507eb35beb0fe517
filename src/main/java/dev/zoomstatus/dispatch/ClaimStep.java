package dev.zoomstatus.dispatch;

import dev.zoomstatus.ledger.Claim;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step {@code claim}: its body is what may go now, the property {@code claimed} how many those are. */
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
        List<Claim> claims = dispatcher.claim();
        exchange.setProperty(CallProperties.CLAIMED, claims.size());
        exchange.getMessage().setBody(claims);
    }
}
