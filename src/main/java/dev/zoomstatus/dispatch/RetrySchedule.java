package dev.zoomstatus.dispatch;

import dev.zoomstatus.ledger.Claim;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** When a change that failed is tried again: exponential with full jitter, never before the time that Zoom gave. */
@ApplicationScoped
public class RetrySchedule {

    private final RetrySettings settings;
    private final Clock clock;
    private final RandomGenerator random;

    /** Plans by the given clock and randomness. */
    public RetrySchedule(RetrySettings settings, Clock clock, RandomGenerator random) {
        this.settings = settings;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The time of the next try; the last one is made when the time to give up has come.
     *
     * @param notBefore the time that Zoom gave, null if none
     * @return empty if it is time to give up
     */
    public Optional<Instant> next(Claim claim, @Nullable Instant notBefore) {
        Instant now = clock.instant();
        Instant giveUpAt = Instant.ofEpochMilli(claim.firstCalledAt())
                .plusMillis(claim.pausedSinceFirstCall())
                .plus(settings.giveUpAfter());
        if (!now.isBefore(giveUpAt)) {
            return Optional.empty();
        }
        Instant next = now.plus(jitter(longest(claim.failures())));
        Instant capped = next.isAfter(giveUpAt) ? giveUpAt : next;
        return Optional.of(notBefore != null && notBefore.isAfter(capped) ? notBefore : capped);
    }

    /** The longest wait after that many failures before this one. */
    Duration longest(int failures) {
        Duration longest = settings.initialDelay();
        for (int i = 0; i < failures && longest.compareTo(settings.maxDelay()) < 0; i++) {
            longest = longest.multipliedBy(2);
        }
        return longest.compareTo(settings.maxDelay()) > 0 ? settings.maxDelay() : longest;
    }

    private Duration jitter(Duration longest) {
        return Duration.ofMillis(random.nextLong(longest.toMillis() + 1));
    }
}
