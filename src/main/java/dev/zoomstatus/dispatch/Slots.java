package dev.zoomstatus.dispatch;

import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.zoom.ZoomSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/** How many calls may be under way at once in this process. */
@ApplicationScoped
public class Slots {

    private final int most;
    private final Set<Claim> underWay = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Makes as many as {@code zoom.max-concurrency} says. */
    public Slots(ZoomSettings settings) {
        this.most = settings.maxConcurrency();
    }

    synchronized int free() {
        return most - underWay.size();
    }

    synchronized void take(Collection<Claim> claims) {
        underWay.addAll(claims);
    }

    /** Frees the claim's slot; false if it was free already. */
    synchronized boolean release(Claim claim) {
        return underWay.remove(claim);
    }
}
