package dev.zoomstatus.dispatch;

import dev.zoomstatus.ledger.Settlements;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step {@code not-sent}: a call that was not made goes back without counting. */
@ApplicationScoped
@Named("not-sent")
public class NotSentStep implements Processor {

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
        exchange.getMessage().removeHeaders("*"); // the token with them
        NotSentException why = exchange.getProperty(CallProperties.FAILURE, NotSentException.class);
        settlements.putBack(
                CallProperties.claim(exchange),
                clock.instant().plus(WAIT),
                false,
                null,
                "not sent: " + why.getMessage());
    }
}
