package dev.zoomstatus.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoomstatus.SettableClock;
import dev.zoomstatus.ledger.Batch;
import dev.zoomstatus.ledger.TestLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the results of batches are written. */
class FollowBatchesStepTest {

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

    @Test
    void aResultThatCannotBeWrittenHoldsUpNoOther() throws IOException {
        ledger.batches().accepted(ledger.batches().begin("first.csv"));
        clock.advance(Duration.ofSeconds(1));
        ledger.batches().accepted(ledger.batches().begin("second.csv"));
        Path results = ledger.folder().results();
        Files.createDirectories(results.resolve("first.csv.result.csv").resolve("in the way"));

        assertThatThrownBy(this::follow).isInstanceOf(IOException.class);

        assertThat(results.resolve("second.csv.result.csv")).isRegularFile();
        assertThat(ledger.batches().running()).extracting(Batch::file).containsExactly("first.csv");
    }

    private void follow() throws IOException {
        ResultFile results = new ResultFile(ledger.folder(), ledger.resultRows());
        new FollowBatchesStep(ledger.batches(), ledger.resultRows(), results, new Progress(), clock)
                .process(new DefaultExchange(new DefaultCamelContext()));
    }
}
