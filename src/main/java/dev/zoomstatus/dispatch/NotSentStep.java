package dev.zoomstatus.dispatch;

import dev.zoomstatus.ledger.Settlements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jboss.logging.Logger;

/** Step {@code not-sent}: a call that was not made, or that broke down in here, goes back without counting. */
@ApplicationScoped
@Named("not-sent")
public class NotSentStep implements Processor {

    private static final Logger LOG = Logger.getLogger(NotSentStep.class);
    private static final Duration WAIT = Duration.ofSeconds(1);

    private final Settlements settlements;
    private final Clock clock;

    /** Puts back into the given ledger. */
    public NotSentStep(Settlements settlements, Clock clock) {
        this.settlements = settlements;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Throwable cause = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        if (!(cause instanceof NotSentException)) {
            LOG.errorf(cause, "A step of route %s failed", exchange.getProperty(Exchange.FAILURE_ROUTE_ID));
        }
        if (CallProperties.claim(exchange) != null) {
            String why = cause instanceof NotSentException ? String.valueOf(cause.getMessage()) : "a fault in here";
            settlements.putBack(
                    CallProperties.claim(exchange), clock.instant().plus(WAIT), false, null, "not sent: " + why);
        }
    }
}
