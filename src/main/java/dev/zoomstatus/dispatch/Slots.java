package dev.zoomstatus.dispatch;

import dev.zoomstatus.zoom.ZoomSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicInteger;

/** How many calls may be under way at once in this process. */
@ApplicationScoped
public class Slots {

    private final int most;
    private final AtomicInteger underWay = new AtomicInteger();

    /** Makes as many as {@code zoom.max-concurrency} says. */
    public Slots(ZoomSettings settings) {
        this.most = settings.maxConcurrency();
    }

    int free() {
        return most - underWay.get();
    }

    void take(int slots) {
        underWay.addAndGet(slots);
    }

    void release() {
        underWay.decrementAndGet();
    }
}
