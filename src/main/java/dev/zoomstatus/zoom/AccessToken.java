package dev.zoomstatus.zoom;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
    private final Object fetching = new Object();

    private volatile @Nullable String value;
    private Instant renewAt = Instant.EPOCH;
    private Instant endsAt = Instant.EPOCH;
    private Instant fetchedAt = Instant.EPOCH;
    private volatile @Nullable TokenException failure;
    private boolean replacesRefused;

    /** Fetches from the given endpoint. */
    public AccessToken(TokenEndpoint endpoint, MeterRegistry metrics, Clock clock) {
        this.endpoint = endpoint;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * The token to use now, fetched if there is none or it is about to end.
     *
     * @throws TokenException if there is none; while the last fetch is less than a second ago it says the same again
     */
    public String current() throws TokenException {
        synchronized (fetching) {
            return keptOrFetched();
        }
    }

    private String keptOrFetched() throws TokenException {
        Instant now = clock.instant();
        String kept = value;
        if (kept != null && now.isBefore(renewAt)) {
            return kept;
        }
        boolean tooSoon = Duration.between(fetchedAt, now).abs().compareTo(FLOOR) < 0;
        if (kept != null && now.isBefore(endsAt) && tooSoon) {
            return kept;
        }
        if (tooSoon) {
            TokenException last = failure;
            throw last == null ? tooSoon() : last;
        }
        return renew(now);
    }

    private static TokenException tooSoon() {
        return new TokenException(false, "zoom.token-url: a token was fetched less than a second ago");
    }

    private String renew(Instant now) throws TokenException {
        fetchedAt = now;
        try {
            TokenEndpoint.Issued issued = endpoint.fetch();
            keep(issued, now);
            count("fetched");
            return issued.value();
        } catch (TokenException e) {
            count("failed");
            failure = e;
            String kept = value; // unless Zoom refused it in the meantime
            if (kept != null && now.isBefore(endsAt)) {
                return kept; // it is good for a while; the next call tries again
            }
            giveUp();
            throw e;
        }
    }

    private synchronized void keep(TokenEndpoint.Issued issued, Instant now) {
        failure = null;
        value = issued.value();
        endsAt = now.plus(issued.life());
        Duration early = issued.life().compareTo(RENEWED_BEFORE_END) > 0
                ? RENEWED_BEFORE_END
                : issued.life().dividedBy(2);
        renewAt = endsAt.minus(early);
    }

    /**
     * Tells that Zoom refused a token. Only the current one is given up: others have been replaced already.
     *
     * @return whether that was the second in a row: then a new token does not help, and the set-up is at fault
     */
    public synchronized boolean refused(String token) {
        if (!token.equals(value)) {
            return false;
        }
        value = null;
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
        value = null;
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
