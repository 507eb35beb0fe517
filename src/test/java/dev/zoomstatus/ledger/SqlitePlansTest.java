package dev.zoomstatus.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** On SQLite too nothing that is done often, or at each start, reads all that has ended. */
class SqlitePlansTest {

    private TestLedger ledger;

    @BeforeEach
    void open(@TempDir Path folder) {
        ledger = new TestLedger(folder, Clock.systemUTC());
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    static List<String> statements() {
        return List.of(
                Recovery.ENDED,
                Claims.BEFORE,
                Claimable.ANY_DUE,
                Claimable.take(Dialect.SQLITE, Claimable.IN_LINE),
                Claimable.take(Dialect.SQLITE, Claimable.OLDEST.replace("<inVain>", "1, 2")),
                Superseding.WAITING,
                Settlements.END,
                Batches.RUNNING,
                Batches.READING,
                AuditTrail.UNCOPIED,
                Outbox.DUE,
                RefusedAddresses.DUE,
                OldRows.CHANGES);
    }

    @ParameterizedTest
    @MethodSource("statements")
    void noTableIsReadAsAWhole(String sql) {
        assertThat(plan(sql))
                .isNotEmpty()
                .noneMatch(step -> step.matches("SCAN (status_change|audit_entry|batch|outbox|[abceor])"));
    }

    @Test
    void aTableThatIsReadAsAWholeWouldBeSeen() {
        assertThat(plan("SELECT id FROM status_change c ORDER BY id")).containsExactly("SCAN c");
    }

    private List<String> plan(String sql) {
        return ledger.writer()
                .write(handle -> handle.createQuery("EXPLAIN QUERY PLAN " + sql.replaceAll(":\\w+|\\?", "1"))
                        .map((row, context) -> row.getString("detail"))
                        .list());
    }
}
