package dev.zoomstatus.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.LogLines;
import dev.zoomstatus.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How the pace falls when Zoom says that we are too fast, and how it comes back. */
class CallScheduleTest {

    private static final double FULL = 80;

    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
    private final LogLines log = new LogLines("dev.zoomstatus.ledger.CallSchedule");
    private TestLedger ledger;
    private CallSchedule schedule;

    @BeforeEach
    void open(@TempDir Path folder) {
        ledger = new TestLedger(folder, clock);
        schedule = ledger.callSchedule();
    }

    @AfterEach
    void close() {
        log.close();
        ledger.close();
    }

    @Test
    void isFullAtTheBeginning() {
        assertThat(schedule.share()).isEqualTo(1);
    }

    @Test
    void isHalvedOnceForAllCallsThatWereUnderWay() {
        long before = clock.millis() - 1;
        slowDown(before);
        slowDown(before);
        slowDown(before);

        assertThat(schedule.share()).isEqualTo(0.5);
    }

    @Test
    void isHalvedAgainByACallThatWasBegunAfter() {
        slowDown(clock.millis());
        clock.advance(Duration.ofSeconds(2));
        slowDown(clock.millis());

        assertThat(schedule.share()).isEqualTo(0.25);
    }

    @Test
    void neverFallsToNothing() {
        for (int i = 0; i < 20; i++) {
            slowDown(clock.millis());
        }

        assertThat(schedule.share()).isEqualTo(0.1);
    }

    @ParameterizedTest(name = "{0} after the wait: {1}")
    @CsvSource({"PT0S, 0.5", "PT2.999S, 0.5", "PT3S, 0.6", "PT6S, 0.7", "PT14.999S, 0.9", "PT15S, 1.0", "PT24H, 1.0"})
    void comesBackStepByStep(Duration later, double share) {
        slowDown(clock.millis());
        clock.advance(Duration.ofSeconds(1).plus(later));

        assertThat(schedule.share()).isEqualTo(share);
    }

    @Test
    void doesNotComeBackWhileZoomIsToBeWaitedFor() {
        schedule.slowDown(clock.millis(), clock.instant().plusSeconds(600), FULL);
        clock.advance(Duration.ofMinutes(10));

        assertThat(schedule.share()).isEqualTo(0.5);
    }

    @Test
    void survivesARestart() {
        slowDown(clock.millis());

        assertThat(ledger.callSchedule().share()).isEqualTo(0.5);
    }

    @Test
    void theNextTurnSurvivesARestart() {
        Turns taken = schedule.reserve(1, 10, Duration.ofSeconds(1), 0);

        assertThat(ledger.callSchedule()
                        .reserve(1, 10, Duration.ofSeconds(1), 0)
                        .first())
                .isEqualTo(taken.end());
    }

    @Test
    void aShorterWaitDoesNotEndALongerOne() {
        Instant longer = clock.instant().plusSeconds(10);
        schedule.slowDown(clock.millis(), longer, FULL);
        schedule.slowDown(clock.millis(), clock.instant().plusSeconds(1), FULL);

        assertThat(ledger.account().state().heldUntil()).isEqualTo(longer.toEpochMilli());
    }

    @Test
    void theLogSaysOnceThatItIsSlowerAndOnceThatItIsBack() {
        long before = clock.millis() - 1;
        slowDown(before);
        slowDown(before);
        clock.advance(Duration.ofSeconds(20));
        schedule.reserve(1, FULL, Duration.ofSeconds(1), 0);
        schedule.reserve(1, FULL, Duration.ofSeconds(1), 0);

        assertThat(log.messages())
                .containsExactly(
                        "Zoom says that calls come too fast: none until 2026-11-23T12:00:01Z, then 40.0 a second, and"
                                + " slowly more; do other applications call Zoom for this account? zoom.rate-share leaves"
                                + " them their part",
                        "Calls to Zoom are back at the full pace of 80.0 a second");
    }

    private void slowDown(long calledAt) {
        schedule.slowDown(calledAt, clock.instant().plusSeconds(1), FULL);
    }
}
