package dev.zoomstatus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.TestSettings;
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
        slots.take(2);

        assertThat(slots.free()).isEqualTo(1);
    }

    @Test
    void areFreeAgainOneByOne() {
        slots.take(3);
        slots.release();

        assertThat(slots.free()).isEqualTo(1);
    }
}
