package dev.zoomstatus.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoomstatus.SettableClock;
import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.Outcome;
import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A ledger moves from SQLite to PostgreSQL with all that is in it. */
class LedgerCopyTest {

    private static final Answered DONE = new Answered(204, null, "", "track");
    private static final int CHANGES = 1100;

    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
    private Path oldFolder;
    private Path leftFolder;
    private TestLedger old;
    private TestLedger moved;

    @BeforeEach
    void open(@TempDir Path oldFolder, @TempDir Path leftFolder, @TempDir Path newFolder) {
        this.oldFolder = oldFolder;
        this.leftFolder = leftFolder;
        old = new TestLedger(oldFolder, clock);
        moved = new TestLedger(newFolder, clock, Dialect.POSTGRESQL);
        old.acceptance().accept(Origin.file(old.batches().begin("test.csv")), changes());
        Claim claim = old.claim().get(0); // the others stay in flight
        old.settlements().end(claim, Outcome.UPDATED, DONE, TestLedger.NOBODY);
    }

    @AfterEach
    void close() {
        old.close();
        moved.close();
    }

    @Test
    void everyChangeAndEveryAuditEntryIsThereAfterwards() {
        List<AuditEntry> told = old.auditTrail().uncopied(10_000);
        copy();

        assertThat(moved.auditTrail().uncopied(10_000)).startsWith(told.toArray(AuditEntry[]::new));
        Batch batch = moved.batches().reading().get(0);
        assertThat(moved.resultRows().after(batch, 0, 1)).singleElement().matches(row -> row.outcome()
                .equals("UPDATED"));
    }

    @Test
    void whatWasInFlightIsClaimedAgainAndTheRestGoesOn() {
        copy();

        int carriedOut = 0;
        for (List<Claim> claims = moved.claim(); !claims.isEmpty(); claims = moved.claim()) {
            claims.forEach(claim -> moved.settlements().end(claim, Outcome.UPDATED, DONE, TestLedger.NOBODY));
            carriedOut += claims.size();
        }
        assertThat(carriedOut).isEqualTo(CHANGES - 1);
    }

    @Test
    void aLedgerThatHoldsChangesIsLeftAlone() {
        moved.acceptance()
                .accept(Origin.file(moved.batches().begin("own.csv")), changes().subList(0, 1));
        copy();

        assertThat(moved.auditTrail().uncopied(10)).hasSize(1);
    }

    @Test
    void whileAProcessUsesTheOldLedgerNothingIsCopied() {
        assertThatThrownBy(() -> copyFrom(oldFolder)).hasMessageContaining("another process already uses");
    }

    @Test
    void aLedgerThatIsNotThereIsNotMade() {
        assertThatThrownBy(() -> copyFrom(Path.of("/nowhere")))
                .hasMessageContaining("there is no ledger /nowhere/ledger.db");
    }

    /** Copies what the old ledger holds, as if its process had ended. */
    private void copy() {
        old.database().read(handle -> handle.execute("VACUUM INTO '" + leftFolder.resolve("ledger.db") + "'"));
        copyFrom(leftFolder);
    }

    private void copyFrom(Path folder) {
        String from = "jdbc:sqlite:" + folder.resolve("ledger.db");
        new LedgerCopy(moved.folder(), moved.database(), clock, Optional.of(from)).copyIfAsked();
    }

    private static List<Row> changes() {
        return IntStream.range(0, CHANGES)
                .mapToObj(i -> Row.of(
                        i + 2L, "activate", new StatusChange("u" + i, Action.ACTIVATE, "r" + i, null, "why", null)))
                .toList();
    }
}
