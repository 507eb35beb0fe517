package dev.zoomstatus.ledger;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The database's clock, which all instances share: asked every ten seconds, and counted on from there by the machine's
 * own steady counter, so that neither a step of its clock nor a database that is away for a while matters.
 */
final class DatabaseClock extends Clock {

    private static final Logger LOG = Logger.getLogger(DatabaseClock.class);
    private static final long ASKED_EVERY = Duration.ofSeconds(10).toNanos();
    private static final long ASKED_AGAIN = Duration.ofSeconds(1).toNanos();
    private static final long EXACT = Duration.ofMillis(20).toNanos();

    /** No machine's steady counter runs faster or slower by more than one part in so many. */
    private static final long STEADY = 10_000;

    private static final String NOW = "SELECT cast(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)";

    private final LedgerDatabase database;
    private final AtomicBoolean asking = new AtomicBoolean();
    private volatile @Nullable Reading last;
    private volatile long askAgainAt;

    /**
     * What the database's clock said.
     *
     * @param micros since 1970
     * @param nanos of the machine's steady counter, halfway between question and answer
     * @param took nanoseconds from the question to the answer
     */
    record Reading(long micros, long nanos, long took) {

        /** Whether it is known well enough when that was: a way that is slow may have been so there or back. */
        boolean isExact() {
            return took <= EXACT;
        }

        /** Whether the time is known by it no worse than by an earlier one, counted on from there. */
        boolean isAsGoodAs(Reading earlier) {
            return took / 2 <= earlier.took() / 2 + (nanos - earlier.nanos()) / STEADY;
        }
    }

    DatabaseClock(LedgerDatabase database) {
        this.database = database;
    }

    /**
     * The time; the first call asks the database and waits for it.
     *
     * @throws LedgerUnavailableException if the first call gets no answer
     */
    @Override
    public Instant instant() {
        Reading reading = last;
        if (reading == null) {
            reading = ask();
        } else if (System.nanoTime() - askAgainAt > 0 && asking.compareAndSet(false, true)) {
            ForkJoinPool.commonPool().execute(this::askAgain);
        }
        long sinceNanos = System.nanoTime() - reading.nanos();
        return Instant.EPOCH.plusNanos(reading.micros() * 1_000).plusNanos(sinceNanos);
    }

    private void askAgain() {
        try {
            ask();
        } catch (LedgerUnavailableException e) {
            LOG.debug("the database's clock cannot be read; counting on", e);
        } finally {
            asking.set(false);
        }
    }

    private Reading ask() {
        askAgainAt = System.nanoTime() + ASKED_AGAIN; // also if there is no answer, or none that is believed
        Reading reading = database.read(handle -> {
            long before = System.nanoTime();
            long micros = handle.createQuery(NOW).mapTo(Long.class).one();
            long took = System.nanoTime() - before;
            return new Reading(micros, before + took / 2, took);
        });
        if (reading.isExact()) {
            askAgainAt = reading.nanos() + ASKED_EVERY;
        }
        Reading before = last;
        if (before == null || reading.isExact() || reading.isAsGoodAs(before)) {
            last = reading;
        }
        return reading;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
