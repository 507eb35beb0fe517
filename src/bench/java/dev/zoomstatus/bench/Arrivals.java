package dev.zoomstatus.bench;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/** The calls that have arrived since the last reset. */
final class Arrivals {

    /** Few enough to keep each: beyond it only the first and the last matter. */
    private static final int MOST_KEPT = 2_000;

    private final int latency;
    private final int limit;
    private final Deque<Long> lastSecond = new ArrayDeque<>();
    private final List<String> kept = new ArrayList<>();
    private long count;
    private long refused;
    private long firstNanos;
    private long lastNanos;

    /**
     * Begins at none.
     *
     * @param latency of each answer, in milliseconds
     * @param limit of calls in any second; 0 for none
     */
    Arrivals(int latency, int limit) {
        this.latency = latency;
        this.limit = limit;
    }

    int latency() {
        return latency;
    }

    /** Counts one more; false if that is too many in a second. */
    synchronized boolean add(LightRequests request) {
        long now = System.nanoTime();
        firstNanos = count == 0 ? now : firstNanos;
        lastNanos = now;
        count++;
        if (count <= MOST_KEPT) {
            kept.add(request.target() + " " + ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
        }
        return limit == 0 || withinLimit(now);
    }

    private boolean withinLimit(long now) {
        while (!lastSecond.isEmpty() && now - lastSecond.peek() >= 1_000_000_000L) {
            lastSecond.remove();
        }
        if (lastSecond.size() >= limit) {
            refused++;
            return false;
        }
        lastSecond.add(now);
        return true;
    }

    /** Count, refused calls, and nanoseconds from the first to the last; then the first ones with their microseconds. */
    synchronized String told() {
        return count + " " + refused + " " + (lastNanos - firstNanos) + "\n" + String.join("\n", kept);
    }
}
