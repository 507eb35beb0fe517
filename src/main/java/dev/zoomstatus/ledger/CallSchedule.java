package dev.zoomstatus.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;

/**
 * Gives out turns to call, evenly spaced, one schedule for all instances. Nothing is saved up: a turn that nobody took is
 * gone, so that calls never come in a burst.
 */
@ApplicationScoped
public class CallSchedule {

    private static final Logger LOG = Logger.getLogger(CallSchedule.class);

    private final LedgerDatabase database;
    private final LedgerWriter writer;
    private final Clock clock;

    /** Keeps the schedule in the table {@code account}. */
    public CallSchedule(LedgerDatabase database, LedgerWriter writer, Clock clock) {
        this.database = database;
        this.writer = writer;
        this.clock = clock;
    }

    private record Reserved(Turns turns, boolean backAtFull) {}

    /**
     * Takes the next turns.
     *
     * @param most how many are wanted
     * @param perSecond the full pace
     * @param ahead how far from now the last of them may be
     * @param missed a turn that was taken and not used, which is given back if nobody took one after it; 0 for none
     */
    public Turns reserve(int most, double perSecond, Duration ahead, long missed) {
        Reserved reserved = writer.write(handle -> reserve(handle, most, perSecond, ahead.toNanos(), missed));
        if (reserved.backAtFull()) {
            LOG.info(String.format(Locale.ROOT, "Calls to Zoom are back at the full pace of %.1f a second", perSecond));
        }
        return reserved.turns();
    }

    private Reserved reserve(Handle handle, int most, double perSecond, long ahead, long missed) {
        Pace pace = Pace.read(handle);
        long now = nanos(clock.instant());
        double share = pace.at(TimeUnit.NANOSECONDS.toMillis(now));
        long interval = (long) Math.ceil(TimeUnit.SECONDS.toNanos(1) / (perSecond * share));
        long first = Math.max(free(pace, now, interval, missed), TimeUnit.MILLISECONDS.toNanos(pace.heldUntil()));
        int count = first > now + ahead ? 0 : (int) Math.min(most, (now + ahead - first) / interval + 1);
        Turns turns = new Turns(first, interval, count);
        boolean backAtFull = count > 0 && share >= 1 && pace.slowedTo() < 1;
        if (count > 0) {
            handle.createUpdate("UPDATE account SET next_turn = :next, pace = :pace WHERE id = 1")
                    .bind("next", turns.end())
                    .bind("pace", backAtFull ? 1 : pace.slowedTo())
                    .execute();
        }
        return new Reserved(turns, backAtFull);
    }

    private static long free(Pace pace, long now, long interval, long missed) {
        boolean wasLast = missed != 0 && Math.abs(pace.nextTurn() - missed - interval) < interval / 2;
        long next = wasLast ? missed : pace.nextTurn();
        // Nobody takes turns that far ahead: a machine's clock was set back.
        boolean nonsense = next - now > TimeUnit.MINUTES.toNanos(1) + 10 * interval;
        return nonsense ? now + interval : Math.max(now, next);
    }

    /** Gives back the turns from the given one to the last of those, unless somebody took one after them. */
    public void giveBack(long from, Turns last) {
        writer.write(
                handle -> handle.createUpdate("UPDATE account SET next_turn = :from WHERE id = 1 AND next_turn = :end")
                        .bind("from", from)
                        .bind("end", last.end())
                        .execute());
    }

    /**
     * Lets no call go before the given time, for Zoom has said that we are too fast, and halves the pace. From then on it
     * grows by a tenth of the full one every few seconds.
     *
     * @param calledAt when the call was begun that was too fast, in milliseconds since 1970; if the pace was slowed after
     *     that, it tells nothing new
     * @param perSecond the full pace; 0 if there is none
     */
    public void slowDown(long calledAt, Instant until, double perSecond) {
        double left = writer.write(handle -> slowDown(handle, calledAt, until.toEpochMilli()));
        if (left > 0 && perSecond > 0) {
            LOG.warn(String.format(
                    Locale.ROOT,
                    "Zoom says that calls come too fast: none until %s, then %.1f a second, and slowly more; do other"
                            + " applications call Zoom for this account? zoom.rate-share leaves them their part",
                    until.truncatedTo(ChronoUnit.MILLIS),
                    left * perSecond));
        }
    }

    /** The part of the full pace that is left, 0 if this was known. */
    private double slowDown(Handle handle, long calledAt, long until) {
        Pace pace = Pace.read(handle);
        long now = clock.millis();
        boolean news = calledAt >= pace.slowedAt();
        double left = news ? pace.slowed(now) : pace.slowedTo();
        handle.createUpdate(
                        """
                        UPDATE account SET pace = :pace, slowed_at = :at,
                            held_until = CASE WHEN held_until < :until THEN :until ELSE held_until END
                        WHERE id = 1""")
                .bind("pace", left)
                .bind("at", news ? now : pace.slowedAt())
                .bind("until", until)
                .execute();
        return news ? left : 0;
    }

    /** The part of the full pace that calls may go at now: 1 unless Zoom has said that we are too fast. */
    public double share() {
        return database.read(Pace::read).at(clock.millis());
    }

    private static long nanos(Instant instant) {
        return ChronoUnit.NANOS.between(Instant.EPOCH, instant);
    }
}
