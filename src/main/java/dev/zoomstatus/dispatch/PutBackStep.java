package dev.zoomstatus.dispatch;

import dev.zoomstatus.change.Outcome;
import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.ledger.Settlements;
import dev.zoomstatus.zoom.AccessToken;
import dev.zoomstatus.zoom.ZoomAnswer;
import dev.zoomstatus.zoom.ZoomAnswer.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Step {@code put-back}: back into the ledger with its time, or given up: then the property {@code outcome} says FAILED,
 * and the change is still to be ended.
 */
@ApplicationScoped
@Named("put-back")
public class PutBackStep implements Processor {

    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final Settlements settlements;
    private final RetrySchedule schedule;
    private final AccountPause pause;
    private final AccessToken token;
    private final Budget budget;
    private final Clock clock;

    /** Puts back into the given ledger. */
    public PutBackStep(
            Settlements settlements,
            RetrySchedule schedule,
            AccountPause pause,
            AccessToken token,
            Budget budget,
            Clock clock) {
        this.settlements = settlements;
        this.schedule = schedule;
        this.pause = pause;
        this.token = token;
        this.budget = budget;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        Claim claim = CallProperties.claim(exchange);
        ZoomAnswer answer = CallProperties.answer(exchange);
        Kind kind = Kind.valueOf(exchange.getProperty(CallProperties.KIND, String.class));
        if (kind == Kind.SET_UP || kind == Kind.TOKEN_REFUSED) {
            pause.refused(claim);
            kind = pause.isRefusedAlone(claim) ? Kind.TRY_AGAIN : kind;
        }
        switch (kind) {
            case SET_UP -> pause.needs(Objects.requireNonNull(answer.mend()) + " (" + answer.message() + ")");
            case DAILY_LIMIT -> pause.dailyLimit(answer.notBefore(), answer.message());
            case TOKEN_REFUSED -> refused(exchange.getProperty(CallProperties.TOKEN, "", String.class), answer);
            case TOO_FAST -> tooFast(claim, answer);
            default -> {
                tryAgain(exchange, claim, answer);
                return;
            }
        }
        settlements.putBack(claim, clock.instant(), false, EndStep.answered(answer), answer.message());
    }

    private void tryAgain(Exchange exchange, Claim claim, ZoomAnswer answer) {
        pause.probeFailed(claim);
        Optional<Instant> next = schedule.next(claim, answer.notBefore());
        if (next.isPresent()) {
            settlements.putBack(claim, next.get(), true, EndStep.answered(answer), answer.message());
        } else {
            exchange.setProperty(CallProperties.OUTCOME, Outcome.FAILED.name());
        }
    }

    /** A wait so long is none for people to overlook, nor one that counts as the change's own. */
    private void tooFast(Claim claim, ZoomAnswer answer) {
        Instant until = answer.notBefore();
        if (until != null && until.isAfter(clock.instant().plus(LONGEST_WAIT))) {
            pause.dailyLimit(until, answer.message());
        } else {
            budget.slowDown(claim, until);
        }
    }

    private void refused(String used, ZoomAnswer answer) {
        if (token.refused(used)) {
            pause.needs(
                    "zoom.account-id, zoom.client-id, zoom.client-secret: Zoom refuses even a new token; check that they"
                            + " and zoom.api-url belong to one account (" + answer.message() + ")");
        }
    }
}
