package dev.zoomstatus.results;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.LogLines;
import dev.zoomstatus.ledger.Batch;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the log says of a batch on its way, looked at each second. */
class ProgressTest {

    private final LogLines lines = new LogLines(Progress.class.getName());
    private final Progress progress = new Progress();
    private int second;

    @AfterEach
    void close() {
        lines.close();
    }

    @Test
    void whatGoesOnIsToldWithinTenSecondsEachTime() {
        look(Duration.ofSeconds(40), 10);

        assertThat(lines.messages())
                .startsWith("Progress leavers.csv: 90/1000, 10.0/s, 1m31s left")
                .hasSize(4);
    }

    @Test
    void whatOnlyWaitsForMonthsIsToldEverLessOften() {
        look(Duration.ofDays(30), 0);

        assertThat(lines.messages())
                .startsWith("Progress leavers.csv: 0/1000, 0.0/s, waiting")
                .hasSizeBetween(30 * 24, 30 * 24 + 10);
    }

    @Test
    void whatGoesOnAtLastIsToldAtOnce() {
        look(Duration.ofDays(1), 0);
        int before = lines.messages().size();

        look(Duration.ofSeconds(1), 10);

        assertThat(lines.messages()).hasSize(before + 1);
    }

    private void look(Duration time, int perSecond) {
        for (long i = 0; i <= time.toSeconds(); i++) {
            Batch batch = new Batch("b1", "leavers.csv", 1001, 1000, 1000 - i * perSecond, 0);
            progress.report(batch, second++ * 1000L);
        }
    }
}
