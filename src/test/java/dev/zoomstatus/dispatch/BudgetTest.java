package dev.zoomstatus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoomstatus.SettableClock;
import dev.zoomstatus.TestSettings;
import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.StatusChange;
import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.ledger.TestLedger;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many calls may go, a second and a day, and when each; who waits moves the clock on. */
class BudgetTest {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** One a tenth of a second, or a very little less. */
    private static final Map<String, String> TEN = Map.of("zoom.rate-limit", "1000", "zoom.rate-share", "0.0102041");

    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
    private TestLedger ledger;

    @BeforeEach
    void open(@TempDir Path folder) {
        ledger = new TestLedger(folder, clock);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @ParameterizedTest(name = "plan {0}, share {1}: {2} a day")
    @CsvSource({
        "free, 1.0, 6000",
        "free, 0.5, 3000",
        "free, 0.1, 600",
        "free, 0.7, 4200",
        "free, 0.0001, 0",
        "pro, 1.0, 9223372036854775807",
        "business, 0.5, 9223372036854775807"
    })
    void aDaysCallsAreTheSharedPartOfThePlans(String plan, String share, long calls) {
        assertThat(budget(Map.of("zoom.plan", plan, "zoom.rate-share", share)).perDay())
                .isEqualTo(calls);
    }

    @Test
    void aDaysCallsAreThePlansWhateverARateIsSet() {
        assertThat(budget(Map.of("zoom.plan", "free", "zoom.rate-limit", "100")).perDay())
                .isEqualTo(6000);
    }

    @Test
    void rateZeroIsNoLimitOfADay() {
        assertThat(budget(Map.of("zoom.plan", "free", "zoom.rate-limit", "0")).perDay())
                .isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void rateZeroIsNoLimitOfASecondAndNoShareOfIt() throws InterruptedException {
        Budget budget = budget(Map.of("zoom.rate-limit", "0", "zoom.rate-share", "0.001"));

        assertThat(budget.take(1000, PATIENCE)).isEqualTo(1000);
    }

    @Test
    void rateZeroMakesNoCallWait() throws Exception {
        budget(Map.of("zoom.rate-limit", "0")).awaitTurn();

        assertThat(millisGone()).isZero();
    }

    @Test
    void givesOutNoMoreThanComesFreeSoon() throws InterruptedException {
        assertThat(budget(TEN).take(100, PATIENCE)).isEqualTo(3); // now, in 100 ms, in 200 ms
    }

    @Test
    void waitsForTheNextToComeFree() throws InterruptedException {
        Budget budget = budget(TEN);
        budget.take(100, PATIENCE);

        assertThat(budget.take(100, PATIENCE)).isEqualTo(2);
        assertThat(millisGone()).isBetween(190L, 210L);
    }

    @Test
    void waitsNotLongerThanAsked() throws InterruptedException {
        Budget budget = budget(TEN);
        budget.take(100, PATIENCE);

        assertThat(budget.take(100, Duration.ofMillis(50))).isZero();
        assertThat(millisGone()).isZero();
    }

    @Test
    void whatIsGivenBackMayBeTakenAgain() throws InterruptedException {
        Budget budget = budget(TEN);
        budget.take(3, PATIENCE);
        budget.giveBack(2);

        assertThat(budget.take(3, PATIENCE)).isEqualTo(2);
        assertThat(millisGone()).isZero();
    }

    @Test
    void whatWasNotTakenDoesNotAddUpToABurst() throws Exception {
        Budget budget = budget(TEN);
        call(budget, 1);
        clock.advance(Duration.ofMinutes(10));
        Instant begun = clock.instant();
        call(budget, 11);

        assertThat(Duration.between(begun, clock.instant())).isBetween(Duration.ofMillis(999), Duration.ofMillis(1001));
    }

    @Test
    void whatIsGivenBackDoesNotAddUpToABurst() throws InterruptedException {
        Budget budget = budget(TEN);
        budget.giveBack(100);

        assertThat(budget.take(100, PATIENCE)).isEqualTo(3);
    }

    @Test
    void callsAreEvenlySpread() throws Exception {
        Budget budget = budget(TEN);
        for (int call = 0; call < 20; call++) {
            call(budget, 1);
            assertThat(millisGone()).isBetween(call * 100L - 1, call * 100L);
        }
    }

    @Test
    void aCallThatIsLateTakesAnotherTurnBehindThoseThatAreTaken() throws Exception {
        Budget budget = budget(TEN);
        budget.take(2, PATIENCE);
        clock.advance(Duration.ofMillis(50)); // the first of them is missed

        budget.awaitTurn();
        budget.awaitTurn();

        assertThat(millisGone()).isBetween(199L, 200L);
    }

    @Test
    void aCallThatIsALittleLateGoes() throws Exception {
        Budget budget = budget(TEN);
        budget.take(2, PATIENCE);
        clock.advance(Duration.ofMillis(5));

        budget.awaitTurn();

        assertThat(millisGone()).isEqualTo(5);
    }

    @Test
    void aCallThatIsLateGoesAtOnceIfNoneIsBehindIt() throws Exception {
        Budget budget = budget(TEN);
        budget.take(1, PATIENCE);
        clock.advance(Duration.ofMillis(50));

        budget.awaitTurn();

        assertThat(millisGone()).isEqualTo(50);
    }

    @Test
    void aClockThatIsSetBackStopsNothing() throws Exception {
        Budget budget = budget(TEN);
        call(budget, 1);
        clock.set("2026-11-23T08:00:00Z");
        Instant begun = clock.instant();
        call(budget, 10);

        assertThat(Duration.between(begun, clock.instant())).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void aCallWhoseTurnIsHoursAwayForTheClockWasSetBackTakesAnother() throws Exception {
        Budget budget = budget(TEN);
        budget.take(3, PATIENCE);
        clock.set("2026-11-23T08:00:00Z");
        Instant begun = clock.instant();

        budget.awaitTurn();

        assertThat(Duration.between(begun, clock.instant())).isLessThanOrEqualTo(Duration.ofMillis(100));
    }

    @Test
    void aCallWhoseTurnIsSecondsAwayForTheClockWasSetBackIsNotSent() throws Exception {
        Budget budget = budget(TEN);
        budget.take(3, PATIENCE);
        clock.set("2026-11-23T11:59:30Z");

        assertThatThrownBy(budget::awaitTurn).isInstanceOf(NotSentException.class);
        assertThat(clock.instant()).isEqualTo("2026-11-23T11:59:30Z");
    }

    @Test
    void whenZoomSaysTooFastNoCallGoesBeforeTheTimeGivenThoughItHadItsTurn() throws Exception {
        Budget budget = budget(TEN);
        budget.take(3, PATIENCE);
        budget.slowDown(claim(), clock.instant().plusSeconds(1));

        budget.awaitTurn();

        assertThat(millisGone()).isEqualTo(1000);
    }

    @Test
    void aCallThatWouldHaveToWaitLongForAnotherTurnIsNotSent() throws Exception {
        Budget budget = budget(TEN);
        budget.take(3, PATIENCE);
        budget.slowDown(claim(), clock.instant().plusSeconds(60));

        assertThatThrownBy(budget::awaitTurn).isInstanceOf(NotSentException.class);
        assertThat(budget.take(3, PATIENCE)).isZero();
    }

    @Test
    void afterZoomSaidTooFastCallsGoAtHalfThePace() throws Exception {
        Budget budget = budget(TEN);
        budget.slowDown(claim(), clock.instant().plusSeconds(1));
        call(budget, 11);

        assertThat(millisGone()).isBetween(2999L, 3001L);
    }

    @ParameterizedTest(name = "{0} after now")
    @CsvSource({"PT-24H", "PT0S", "PT0.5S", ","})
    void aTimeThatIsOverOrNoneIsASecond(@Nullable Duration given) throws Exception {
        Budget budget = budget(TEN);
        budget.slowDown(claim(), given == null ? null : clock.instant().plus(given));

        budget.awaitTurn();

        assertThat(millisGone()).isEqualTo(1000);
    }

    @Test
    void theMetricSaysHowManyCallsASecondMayBeMade() {
        MeterRegistry metrics = new SimpleMeterRegistry();
        Budget budget = budget(Map.of("zoom.rate-limit", "100"));
        budget.register(new StartupEvent(), metrics);
        budget.slowDown(claim(), null);

        assertThat(metrics.get("zoom.pace").gauge().value()).isEqualTo(49);
    }

    /** As the dispatcher does: if nothing comes free soon it asks again later. */
    private void call(Budget budget, int calls) throws Exception {
        int called = 0;
        while (called < calls) {
            int taken = budget.take(calls - called, PATIENCE);
            clock.advance(Duration.ofMillis(taken == 0 ? 10 : 0));
            for (int i = 0; i < taken; i++) {
                budget.awaitTurn();
            }
            called += taken;
        }
    }

    private long millisGone() {
        return Duration.between(Instant.parse("2026-11-23T12:00:00Z"), clock.instant())
                .toMillis();
    }

    private Claim claim() {
        StatusChange change = new StatusChange("u1", Action.ACTIVATE, null, null, null, null);
        return new Claim(1, null, change, "file", "R1", 1, 0, 0, 0, clock.millis(), 0, 0, false);
    }

    private Budget budget(Map<String, String> set) {
        return new Budget(
                TestSettings.zoom(set), ledger.callSchedule(), clock, nanos -> clock.advance(Duration.ofNanos(nanos)));
    }
}
