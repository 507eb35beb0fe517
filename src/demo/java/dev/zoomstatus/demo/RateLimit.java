package dev.zoomstatus.demo;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Zoom's limit of calls per second, over a window that slides. */
final class RateLimit {

    private static final long WINDOW = TimeUnit.SECONDS.toNanos(1);

    private final Deque<Long> passed = new ArrayDeque<>();
    private int perSecond;

    /** 0 for no limit. */
    synchronized void perSecond(int limit) {
        perSecond = limit;
    }

    /** What Zoom says to a call over the limit. */
    synchronized Optional<Reply> refusal() {
        if (perSecond == 0) {
            return Optional.empty();
        }
        long now = System.nanoTime();
        while (!passed.isEmpty() && now - passed.getFirst() >= WINDOW) {
            passed.removeFirst();
        }
        if (passed.size() < perSecond) {
            passed.addLast(now);
            return Optional.empty();
        }
        // Whole seconds, as Zoom writes them, and not too early.
        Instant again = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(2);
        return Optional.of(Reply.tooFast(again.toString()).withHeader("X-RateLimit-Limit", "" + perSecond));
    }
}
