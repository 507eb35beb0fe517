package dev.zoomstatus.dispatch;

import dev.zoomstatus.ledger.CallSchedule;
import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.ledger.Turns;
import dev.zoomstatus.zoom.ZoomSettings;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How many calls may go now, and when each: the account's limit, or the part of it that this application may use, evenly
 * spread. A change is claimed with a turn in sight; its call waits for the turn right before it is sent.
 */
@ApplicationScoped
public class Budget {

    /**
     * The part of the limit that is used. Calls do not travel equally fast: with this, one that arrives 20 ms late with
     * those behind it takes no second over the limit, and one that arrives 70 ms late none over its tolerance of 5 %.
     */
    private static final double USED = 0.98;

    /** Turns are taken so far ahead: longer than it takes to claim a change and to bring its call on the way. */
    private static final Duration AHEAD = Duration.ofMillis(200);

    /** A call that is later than this would come together with those behind it: it takes another turn. */
    private static final Duration LATE = Duration.ofMillis(10);

    /** How long a call may wait: no turn is taken further ahead, so one that is was taken before the clock was set back. */
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private static final Duration AT_LEAST = Duration.ofSeconds(1);

    private static final Turns NONE = new Turns(0, 0, 0);

    private final CallSchedule schedule;
    private final Clock clock;
    private final Waiting waiting;
    private final double perSecond;
    private final long perDay;
    private final Deque<Long> turns = new ConcurrentLinkedDeque<>();
    private volatile Turns last = NONE;
    private volatile long notBefore;

    /** How a thread waits. */
    interface Waiting {
        void nanos(long nanos) throws InterruptedException;
    }

    /** Makes the budget of the settings. */
    @Inject
    public Budget(ZoomSettings settings, CallSchedule schedule, Clock clock) {
        this(settings, schedule, clock, TimeUnit.NANOSECONDS::sleep);
    }

    Budget(ZoomSettings settings, CallSchedule schedule, Clock clock, Waiting waiting) {
        double limit = settings.rateLimit().orElse(settings.plan().perSecond()) * settings.rateShare();
        this.schedule = schedule;
        this.clock = clock;
        this.waiting = waiting;
        this.perSecond = limit * USED;
        this.perDay = limit == 0 || settings.plan().perDay() == Long.MAX_VALUE
                ? Long.MAX_VALUE
                : (long) (settings.plan().perDay() * settings.rateShare());
    }

    void register(@Observes StartupEvent event, MeterRegistry metrics) {
        if (isLimited()) {
            Gauge.builder("zoom.pace", () -> schedule.share() * perSecond)
                    .description("calls a second that may be made now, by all instances together")
                    .register(metrics);
        }
    }

    boolean isLimited() {
        return perSecond > 0;
    }

    /** Calls allowed on a day (UTC). */
    long perDay() {
        return perDay;
    }

    /**
     * Takes up to {@code most} turns; waits for the first up to {@code patience}. For one thread.
     *
     * @return how many were taken, 0 if none comes free in time
     */
    int take(int most, Duration patience) throws InterruptedException {
        if (!isLimited()) {
            return most;
        }
        long enough = last.end() - AHEAD.toNanos() / 2 - now();
        if (enough > 0 && enough <= patience.toNanos()) {
            waiting.nanos(enough); // then a few at once, rather than each by itself
        }
        Turns taken = schedule.reserve(most, perSecond, AHEAD, 0);
        for (int i = 0; i < taken.count(); i++) {
            turns.addLast(taken.at(i));
        }
        last = taken.count() == 0 ? last : taken;
        return taken.count();
    }

    /** Gives back the last of what was taken, for it is not needed. */
    void giveBack(int calls) {
        Turns taken = last;
        int unused = 0;
        while (unused < calls && turns.pollLast() != null) {
            unused++;
        }
        if (unused > 0) {
            last = new Turns(taken.first(), taken.interval(), taken.count() - unused);
            schedule.giveBack(last.end(), taken);
        }
    }

    /**
     * Waits for a call's turn; it must be sent right after.
     *
     * @throws NotSentException if no turn comes soon
     */
    void awaitTurn() throws NotSentException, InterruptedException {
        long late = LATE.toNanos();
        long missed = 0;
        while (isLimited()) {
            Long taken = turns.pollFirst();
            long turn = taken == null ? another(missed) : taken;
            long wait = turn - now();
            if (wait <= PATIENCE.toNanos()) {
                waiting.nanos(Math.max(0, wait));
                if (now() - turn <= late && turn >= notBefore) {
                    return;
                }
            }
            missed = turn;
            late *= taken == null ? 2 : 1; // or a slow disk could keep it for ever
        }
    }

    private long another(long missed) throws NotSentException {
        Turns turn = schedule.reserve(1, perSecond, PATIENCE, missed);
        if (turn.count() == 0) {
            throw new NotSentException("its turn was missed, and no other comes soon");
        }
        return turn.first();
    }

    /**
     * Has all instances wait, and then go slower: Zoom has said that this call came too fast.
     *
     * @param given the time that Zoom gave; null if none, and then, or if it is over, a second from now
     */
    void slowDown(Claim tooFast, @Nullable Instant given) {
        Instant least = clock.instant().plus(AT_LEAST);
        Instant until = given == null || given.isBefore(least) ? least : given;
        notBefore = nanos(until);
        turns.clear();
        last = NONE;
        schedule.slowDown(tooFast.calledAt(), until, perSecond);
    }

    private long now() {
        return nanos(clock.instant());
    }

    private static long nanos(Instant instant) {
        return ChronoUnit.NANOS.between(Instant.EPOCH, instant);
    }
}
