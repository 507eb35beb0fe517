package dev.zoomstatus.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Whether what has ended long ago slows down what goes on. */
final class EndedRows {

    private static final long ROWS = Long.getLong("bench.ended", 10_000_000);

    private static final String FILL =
            """
            WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
            INSERT INTO status_change (batch_id, line, origin, source, request_id, user_id, user_key, action, accepted_at,
                due_at, claim_at, state, attempts, first_called_at, outcome, http_status, completed_at)
            SELECT 'batch-' || (i / 1000000), i, 'file', 'old.csv', 'request-' || i, 'o' || i || '@example.org',
                'o' || i || '@example.org', 'DEACTIVATE', 1700000000000 + i, 1700000000000 + i, 1700000000000 + i,
                'DONE', 1, 1700000000000 + i, 'UPDATED', 204, 1700000000000 + i FROM n""";

    private final Dispatching dispatching;
    private final Path folder;
    private int run;

    EndedRows(Dispatching dispatching, Path folder) {
        this.dispatching = dispatching;
        this.folder = folder;
    }

    List<Figure> measure(Path empty) throws IOException, InterruptedException {
        if (!Files.exists(folder)) {
            fill();
        }
        double baseline = dispatching.onSqlite(empty, "changes.csv");
        double full = dispatching.onSqlite(folder, "changes-" + run++ + ".csv");
        return List.of(Figure.atLeast(
                0.9, "the same with " + ROWS + " ended rows in the ledger", "calls/s", full, "empty ledger", baseline));
    }

    private void fill() throws IOException, InterruptedException {
        dispatching.dispatch(folder, "first.csv", Map.of(), 1); // makes the tables
        Sql.on(folder)
                .run(
                        "PRAGMA synchronous=OFF",
                        "PRAGMA cache_size=-1000000",
                        FILL.formatted(ROWS),
                        "PRAGMA wal_checkpoint(TRUNCATE)");
    }
}
