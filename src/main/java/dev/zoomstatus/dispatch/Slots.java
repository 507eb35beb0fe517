package dev.zoomstatus.dispatch;

import dev.zoomstatus.zoom.ZoomSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How many calls may be under way at once in this process. */
@ApplicationScoped
public class Slots {

    private final int most;
    private int underWay;

    /** Makes as many as {@code zoom.max-concurrency} says. */
    public Slots(ZoomSettings settings) {
        this.most = settings.maxConcurrency();
    }

    synchronized int free() {
        return most - underWay;
    }

    /** How many are free once a quarter of them are, or after {@code patience}: few and large claims cost less than many. */
    synchronized int freeSoon(Duration patience) throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        long left = patience.toNanos();
        while (free() < (most + 3) / 4 && left > 0) {
            TimeUnit.NANOSECONDS.timedWait(this, left);
            left = end - System.nanoTime();
        }
        return free();
    }

    synchronized void take(int slots) {
        underWay += slots;
    }

    synchronized void release() {
        underWay--;
        notifyAll();
    }
}
