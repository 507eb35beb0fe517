package dev.zoomstatus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.TestSettings;
import dev.zoomstatus.ledger.TestLedger;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many calls may go, a second and a day. */
class BudgetTest {

    private static final Duration NO_PATIENCE = Duration.ofNanos(1);

    /** Nothing comes free by itself while a test runs: a call in a thousand seconds. */
    private static final Map<String, String> ALMOST_NOTHING =
            Map.of("zoom.rate-limit", "1", "zoom.rate-share", "0.001");

    private TestLedger ledger;

    @BeforeEach
    void open(@TempDir Path folder) {
        ledger = new TestLedger(folder, Clock.systemUTC());
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

        assertThat(budget.take(1000, NO_PATIENCE)).isEqualTo(1000);
    }

    @Test
    void beginsEmpty() throws InterruptedException {
        assertThat(budget(ALMOST_NOTHING).take(10, NO_PATIENCE)).isZero();
    }

    @Test
    void waitsForTheFirstCallThatComesFree() throws InterruptedException {
        Budget budget = budget(Map.of("zoom.rate-limit", "1000"));

        assertThat(budget.take(1, Duration.ofSeconds(30))).isEqualTo(1);
    }

    @Test
    void whatIsGivenBackMayBeTakenAgain() throws InterruptedException {
        Budget budget = budget(ALMOST_NOTHING);
        budget.giveBack(1);

        assertThat(budget.take(1, NO_PATIENCE)).isEqualTo(1);
    }

    @Test
    void whatIsGivenBackDoesNotAddUpToABurst() throws InterruptedException {
        Budget budget = budget(ALMOST_NOTHING);
        budget.giveBack(100);

        assertThat(budget.take(100, NO_PATIENCE)).isEqualTo(1);
    }

    @Test
    void nothingGivenBackIsNothing() throws InterruptedException {
        Budget budget = budget(ALMOST_NOTHING);
        budget.giveBack(0);

        assertThat(budget.take(1, NO_PATIENCE)).isZero();
    }

    private Budget budget(Map<String, String> set) {
        return new Budget(TestSettings.zoom(set), ledger.buckets());
    }
}
