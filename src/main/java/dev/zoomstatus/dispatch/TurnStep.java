package dev.zoomstatus.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Clock;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step {@code turn}: waits for the call's turn, and lets no call begin that would outlive its lease. The last before it. */
@ApplicationScoped
@Named("turn")
public class TurnStep implements Processor {

    private final Budget budget;
    private final Clock clock;

    /** Waits for a turn in the given budget. */
    public TurnStep(Budget budget, Clock clock) {
        this.budget = budget;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws NotSentException {
        try {
            budget.awaitTurn();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NotSentException("the application is stopping");
        }
        if (System.nanoTime() - CallProperties.claim(exchange).sendBefore() > 0) {
            throw new NotSentException("the process was held up for too long");
        }
        exchange.setProperty(CallProperties.SENT_AT, clock.millis());
    }
}
