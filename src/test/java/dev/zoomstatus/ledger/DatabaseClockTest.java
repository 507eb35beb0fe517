package dev.zoomstatus.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.ledger.DatabaseClock.Reading;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which reading of the database's clock is believed. */
class DatabaseClockTest {

    @ParameterizedTest(name = "{1} after one that took {0}, {2} later: {3}")
    @CsvSource({
        "PT0.001S, PT0.2S, PT10S, false",
        "PT0.001S, PT0.2S, PT20M, true",
        "PT0.2S, PT0.2S, PT1S, true",
        "PT0.9S, PT0.2S, PT1S, true",
        "PT0.08S, PT0.085S, PT10S, false",
        "PT0.08S, PT0.085S, PT30S, true"
    })
    void aSlowOneCountsOnceCountingOnFromABetterOneIsNoBetter(
            Duration earlier, Duration later, Duration age, boolean counts) {
        Reading before = new Reading(0, 0, earlier.toNanos());

        assertThat(new Reading(0, age.toNanos(), later.toNanos()).isAsGoodAs(before))
                .isEqualTo(counts);
    }

    @ParameterizedTest
    @CsvSource({"PT0.02S, true", "PT0.021S, false"})
    void aQuickOneAlwaysCounts(Duration took, boolean exact) {
        assertThat(new Reading(0, 0, took.toNanos()).isExact()).isEqualTo(exact);
    }
}
