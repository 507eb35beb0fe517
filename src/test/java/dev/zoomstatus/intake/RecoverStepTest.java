package dev.zoomstatus.intake;

import static org.assertj.core.api.Assertions.assertThat;

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

/** What becomes of a batch whose reader is dead, by where its file lies. */
class RecoverStepTest {

    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
    private TestLedger ledger;
    private RecoverStep step;

    @BeforeEach
    void aBatchWasBegun(@TempDir Path parent) {
        ledger = new TestLedger(parent.resolve("data"), clock);
        step = new RecoverStep(ledger.folder(), ledger.batches(), clock);
        ledger.batches().begin("leavers.csv");
        clock.advance(Duration.ofHours(1));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void isAcceptedIfItsFileIsArchived() throws IOException {
        Files.createFile(ledger.folder().archive().resolve("leavers.csv"));
        recover();

        assertThat(ledger.batches().running()).extracting(Batch::file).containsExactly("leavers.csv");
    }

    @Test
    void isReadToItsEndIfItsFileIsInWork() throws IOException {
        Files.createFile(ledger.folder().work().resolve("leavers.csv"));
        recover();

        assertThat(ledger.batches().reading()).extracting(Batch::file).containsExactly("leavers.csv");
    }

    @Test
    void isReadToItsEndThoughAnotherOfItsNameIsArchived() throws IOException {
        Files.createFile(ledger.folder().archive().resolve("leavers.csv"));
        Files.createFile(ledger.folder().work().resolve("leavers.csv"));
        recover();

        assertThat(ledger.batches().reading()).extracting(Batch::file).containsExactly("leavers.csv");
    }

    @Test
    void isForgottenIfItsFileIsGoneForLongAndNoRowWasTaken() throws IOException {
        recover();
        clock.advance(Duration.ofMinutes(10).plusMillis(1));
        recover();

        assertThat(ledger.count("batch")).isZero();
    }

    @Test
    void waitsForAFileThatIsGoneForAWhile() throws IOException {
        recover();
        clock.advance(Duration.ofMinutes(10));
        recover();
        Files.createFile(ledger.folder().work().resolve("leavers.csv"));
        recover();
        Files.delete(ledger.folder().work().resolve("leavers.csv"));
        clock.advance(Duration.ofMinutes(1));
        recover();

        assertThat(ledger.batches().reading()).extracting(Batch::file).containsExactly("leavers.csv");
    }

    @Test
    void waitsWhileTheFolderIsAway() throws IOException {
        Files.delete(ledger.folder().work());
        recover();
        clock.advance(Duration.ofHours(1));
        recover();

        assertThat(ledger.batches().reading()).extracting(Batch::file).containsExactly("leavers.csv");
    }

    private void recover() throws IOException {
        step.process(new DefaultExchange(new DefaultCamelContext()));
    }
}
