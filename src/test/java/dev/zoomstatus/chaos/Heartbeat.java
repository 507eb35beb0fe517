package dev.zoomstatus.chaos;

import dev.zoomstatus.chaos.Seen.Harm;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/** Notices when the machine stands still for a while: that is a pause of all processes, of the server too. */
final class Heartbeat implements AutoCloseable {

    private static final Duration BEAT = Duration.ofMillis(10);
    private static final Duration STALL = Duration.ofMillis(50);

    private final List<Harm> stalls = new CopyOnWriteArrayList<>();
    private volatile boolean closed;

    Heartbeat() {
        Thread thread = new Thread(this::beat, "heartbeat");
        thread.setDaemon(true);
        thread.start();
    }

    private void beat() {
        Instant last = Instant.now();
        while (!closed) {
            LockSupport.parkNanos(BEAT.toNanos());
            Instant now = Instant.now();
            if (Duration.between(last, now).compareTo(STALL) > 0) {
                stalls.add(new Harm(Harm.Kind.STALLED, last, now));
            }
            last = now;
        }
    }

    /** The pauses since {@link #forget}. */
    List<Harm> stalls() {
        return List.copyOf(stalls);
    }

    void forget() {
        stalls.clear();
    }

    @Override
    public void close() {
        closed = true;
    }
}
