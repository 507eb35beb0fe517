package dev.zoomstatus.zoom;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one token of this process: kept, renewed before it ends, and fetched by one thread at a time. Tokens that end one
 * another have been seen for years, so it is never fetched in parallel, nor more than once a second.
 */
@ApplicationScoped
public class AccessToken {

    private static final Duration FLOOR = Duration.ofSeconds(1);
    private static final Duration RENEWED_BEFORE_END = Duration.ofSeconds(60);

    private final TokenEndpoint endpoint;
    private final MeterRegistry metrics;
    private final Clock clock;

    /** Held while fetching, which may take long: who only has something to tell or to ask does not wait for it. */
    private final Lock fetching = new ReentrantLock();

    private volatile @Nullable Kept kept;
    private Instant fetchedAt = Instant.EPOCH;
    private volatile @Nullable TokenException failure;
    private boolean replacesRefused;

    private record Kept(String value, Instant renewAt, Instant endsAt) {

        boolean isGood(Instant now) {
            return now.isBefore(endsAt);
        }
    }

    /** Fetches from the given endpoint. */
    public AccessToken(TokenEndpoint endpoint, MeterRegistry metrics, Clock clock) {
        this.endpoint = endpoint;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * The token to use now, fetched if there is none or it is about to end. Who finds another fetching uses the one that is
     * about to end, or waits for what becomes of that fetch.
     *
     * @throws TokenException if there is none; while the last fetch is less than a second ago it says the same again
     */
    public String current() throws TokenException {
        if (!fetching.tryLock()) {
            Kept beingRenewed = kept;
            if (beingRenewed != null && beingRenewed.isGood(clock.instant())) {
                return beingRenewed.value();
            }
            fetching.lock();
        }
        try {
            return keptOrFetched(clock.instant());
        } finally {
            fetching.unlock();
        }
    }

    private String keptOrFetched(Instant now) throws TokenException {
        Kept last = kept;
        if (last != null && now.isBefore(last.renewAt())) {
            return last.value();
        }
        boolean tooSoon = Duration.between(fetchedAt, now).abs().compareTo(FLOOR) < 0;
        if (last != null && last.isGood(now) && tooSoon) {
            return last.value();
        }
        if (tooSoon) {
            TokenException lastFailure = failure;
            throw lastFailure == null ? tooSoon() : lastFailure;
        }
        try {
            return renew(now);
        } finally {
            fetchedAt = clock.instant(); // its end: those who have waited for it do not each begin another
        }
    }

    private static TokenException tooSoon() {
        return new TokenException(false, "zoom.token-url: a token was fetched less than a second ago");
    }

    private String renew(Instant now) throws TokenException {
        try {
            TokenEndpoint.Issued issued = endpoint.fetch();
            keep(issued, now);
            count("fetched");
            return issued.value();
        } catch (TokenException e) {
            count("failed");
            failure = e;
            Kept last = kept; // unless Zoom refused it in the meantime
            if (last != null && last.isGood(now)) {
                return last.value(); // the next call tries again
            }
            giveUp();
            throw e;
        }
    }

    private synchronized void keep(TokenEndpoint.Issued issued, Instant now) {
        failure = null;
        Duration early = issued.life().compareTo(RENEWED_BEFORE_END) > 0
                ? RENEWED_BEFORE_END
                : issued.life().dividedBy(2);
        Instant endsAt = now.plus(issued.life());
        kept = new Kept(issued.value(), endsAt.minus(early), endsAt);
    }

    /**
     * Tells that Zoom refused a token. Only the current one is given up: others have been replaced already.
     *
     * @return whether that was the second in a row: then a new token does not help, and the set-up is at fault
     */
    public synchronized boolean refused(String token) {
        Kept current = kept;
        if (current == null || !current.value().equals(token)) {
            return false;
        }
        kept = null;
        boolean secondInARow = replacesRefused;
        replacesRefused = true;
        return secondInARow;
    }

    /** Tells that Zoom accepted a token. */
    public synchronized void accepted() {
        replacesRefused = false;
    }

    /** Gives the current token up, so that the next one is fresh: a token keeps the scopes that it was made with. */
    public synchronized void giveUp() {
        kept = null;
    }

    /** What is wrong with the last fetch, null if nothing is or no token was needed yet. */
    public @Nullable String problem() {
        TokenException last = failure;
        return last == null ? null : last.getMessage();
    }

    private void count(String result) {
        metrics.counter("zoom.token.fetches", "result", result).increment();
    }
}
