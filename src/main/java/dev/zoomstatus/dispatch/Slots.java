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
    private final Set<Claim> underWay = claims();
    private final Set<Claim> ending = claims();

    /** Makes as many as {@code zoom.max-concurrency} says. */
    public Slots(ZoomSettings settings) {
        this.most = settings.maxConcurrency();
    }

    /** How many are free. */
    synchronized int free() {
        return most - underWay.size();
    }

    /** How many will be free once the ledger has what is in line to be written. */
    synchronized int freeSoon() {
        return free() + ending.size();
    }

    /** Whether a call for that change is under way. */
    synchronized boolean isUnderWay(long changeId) {
        return underWay.stream().anyMatch(claim -> claim.id() == changeId);
    }

    synchronized void take(Collection<Claim> claims) {
        underWay.addAll(claims);
    }

    /** The claim's slot will be free soon. */
    synchronized void ending(Claim claim) {
        if (underWay.contains(claim)) {
            ending.add(claim);
        }
    }

    /** Frees the claim's slot; false if it was free already. */
    synchronized boolean release(Claim claim) {
        ending.remove(claim);
        return underWay.remove(claim);
    }

    /** By identity: a change that was put back may be claimed again before its first call is over. */
    private static Set<Claim> claims() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }
}
