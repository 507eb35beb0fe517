package dev.zoomstatus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.TestSettings;
import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.StatusChange;
import dev.zoomstatus.ledger.Claim;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How many calls may be under way at once. */
class SlotsTest {

    private final Slots slots = new Slots(TestSettings.zoom(Map.of("zoom.max-concurrency", "3")));

    @Test
    void areAsManyAsSet() {
        assertThat(slots.free()).isEqualTo(3);
    }

    @Test
    void areFewerByThoseTaken() {
        slots.take(List.of(claim(), claim()));

        assertThat(slots.free()).isEqualTo(1);
    }

    @Test
    void areFreeAgainOneByOne() {
        List<Claim> claims = List.of(claim(), claim(), claim());
        slots.take(claims);
        slots.release(claims.get(1));

        assertThat(slots.free()).isEqualTo(1);
    }

    @Test
    void areFreeSoonOnceTheEndIsInLine() {
        List<Claim> claims = List.of(claim(), claim(), claim());
        slots.take(claims);

        slots.ending(claims.get(1));

        assertThat(slots.free()).isZero();
        assertThat(slots.freeSoon()).isEqualTo(1);
    }

    /** An end that could not be kept is in line again after its slot was freed. */
    @Test
    void areNotFreeTwice() {
        List<Claim> claims = List.of(claim(), claim(), claim());
        slots.take(claims);
        slots.release(claims.get(1));

        slots.ending(claims.get(1));

        assertThat(slots.freeSoon()).isEqualTo(1);
    }

    /** A call that is over tells so when its end is written, and again when its route has ended. */
    @Test
    void areFreedOnceForEachCall() {
        List<Claim> claims = List.of(claim(), claim(), claim());
        slots.take(claims);
        slots.release(claims.get(1));

        boolean again = slots.release(claims.get(1));

        assertThat(again).isFalse();
        assertThat(slots.free()).isEqualTo(1);
    }

    /** Put back and claimed again before the route of its first call has ended. */
    @Test
    void areNotSharedByTwoCallsForOneChange() {
        Claim first = claim();
        Claim second = claim();
        slots.take(List.of(first));
        slots.take(List.of(second));
        slots.release(first);

        assertThat(slots.free()).isEqualTo(2);
    }

    @Test
    void knowWhichChangesAreCalled() {
        Claim claim = claim();
        slots.take(List.of(claim));
        boolean before = slots.isUnderWay(claim.id());
        slots.release(claim);

        assertThat(List.of(before, slots.isUnderWay(claim.id()))).containsExactly(true, false);
    }

    private static Claim claim() {
        StatusChange change = new StatusChange("ann@example.org", Action.DEACTIVATE, null, null, null, null);
        return new Claim(1, null, change, "file", "R1", 1, 0, 0, 0, 0, 0, 0, false);
    }
}
