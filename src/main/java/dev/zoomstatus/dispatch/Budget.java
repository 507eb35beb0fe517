package dev.zoomstatus.dispatch;

import dev.zoomstatus.ledger.Buckets;
import dev.zoomstatus.ledger.LedgerUnavailableException;
import dev.zoomstatus.zoom.ZoomSettings;
import io.github.bucket4j.Bandwidth;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.BucketExceptions;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How many calls may go now: the account's limit, or the part of it that this application may use. */
@ApplicationScoped
public class Budget {

    /** A burst of this part of a second's calls stays within Zoom's tolerance and evens out our own delays. */
    private static final double BURST = 0.04;

    private final @Nullable Bucket bucket;
    private final long perDay;

    /** Makes the budget of the settings; it begins empty, for nobody knows what was called before a restart. */
    public Budget(ZoomSettings settings, Buckets buckets) {
        double perSecond = settings.rateLimit().orElse(settings.plan().perSecond()) * settings.rateShare();
        boolean unlimited =
                settings.rateLimit().isPresent() && settings.rateLimit().get() == 0;
        this.bucket = unlimited ? null : buckets.with(limit(perSecond));
        this.perDay = unlimited || settings.plan().perDay() == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : (long) (settings.plan().perDay() * settings.rateShare());
    }

    private static Bandwidth limit(double perSecond) {
        Duration each = Duration.ofNanos((long) (Duration.ofSeconds(1).toNanos() / perSecond));
        return Bandwidth.builder()
                .capacity(Math.max(1, Math.round(perSecond * BURST)))
                .refillGreedy(1, each)
                .initialTokens(0)
                .build();
    }

    /** Calls allowed on a day (UTC). */
    long perDay() {
        return perDay;
    }

    /**
     * Takes up to {@code most} calls out of the budget; waits for the first up to {@code patience}.
     *
     * @return how many were taken, 0 if none came free in time
     */
    int take(int most, Duration patience) throws InterruptedException {
        if (bucket == null) {
            return most;
        }
        try {
            if (!bucket.asBlocking().tryConsume(1, patience)) {
                return 0;
            }
            return most == 1 ? 1 : 1 + (int) bucket.tryConsumeAsMuchAsPossible(most - 1L);
        } catch (BucketExceptions.BucketExecutionException e) {
            throw new LedgerUnavailableException(e); // the bucket is kept beside the ledger
        }
    }

    /** Gives back what was taken and not used. */
    void giveBack(int calls) {
        if (bucket != null && calls > 0) {
            bucket.addTokens(calls);
        }
    }
}
