package dev.zoomstatus.ledger;

import java.time.Duration;
import org.jdbi.v3.core.Handle;

/**
 * How fast calls go, for all instances together.
 *
 * @param nextTurn the first turn that nobody has taken, in nanoseconds since 1970
 * @param slowedTo the part of the full pace that was left when Zoom last said that we are too fast
 * @param slowedAt when that was, in milliseconds since 1970; 0 if never
 * @param heldUntil no call before, in milliseconds since 1970
 */
record Pace(long nextTurn, double slowedTo, long slowedAt, long heldUntil) {

    /** Additive increase, multiplicative decrease: what the Internet's senders share a line by (RFC 5681). */
    private static final double SLOWED_BY = 0.5;

    private static final double STEP = 0.1;
    private static final long STEP_EVERY = Duration.ofSeconds(3).toMillis();
    private static final double LEAST = 0.1;

    /** The part of the full pace at that time: since the wait was over it has grown step by step. */
    double at(long millis) {
        long steps = Math.max(0, millis - Math.max(slowedAt, heldUntil)) / STEP_EVERY;
        return slowedTo >= 1 ? 1 : Math.min(1, slowedTo + steps * STEP);
    }

    /** What is left of the pace of that time. */
    double slowed(long millis) {
        return Math.max(LEAST, at(millis) * SLOWED_BY);
    }

    static Pace read(Handle handle) {
        return handle.createQuery("SELECT next_turn, pace, slowed_at, held_until FROM account WHERE id = 1")
                .map((row, context) -> new Pace(
                        row.getLong("next_turn"),
                        row.getDouble("pace"),
                        row.getLong("slowed_at"),
                        row.getLong("held_until")))
                .one();
    }
}
