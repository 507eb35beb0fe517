package dev.zoomstatus.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads how a batch's rows have ended. */
@ApplicationScoped
public class ResultRows {

    private final LedgerDatabase database;

    /** Reads from the given database. */
    public ResultRows(LedgerDatabase database) {
        this.database = database;
    }

    /** Up to {@code most} rows after the given line, in the file's order. */
    public List<ResultRow> after(Batch batch, long line, int most) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT line, user_id, action, outcome, http_status, zoom_code, message, attempts, request_id,
                            completed_at
                        FROM status_change WHERE batch_id = :batch AND line > :line ORDER BY line LIMIT :most""")
                .bind("batch", batch.id())
                .bind("line", line)
                .bind("most", most)
                .map((row, context) -> row(row))
                .list());
    }

    /** How many rows have ended in which outcome, by its name. */
    public Map<String, Long> outcomes(Batch batch) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT outcome, count(*) AS changes FROM status_change WHERE batch_id = :batch GROUP BY outcome""")
                .bind("batch", batch.id())
                .map((row, context) -> Map.entry(row.getString("outcome"), row.getLong("changes")))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, Long::sum, TreeMap::new)));
    }

    /** Reads the columns of {@code status_change} that tell how a change has ended. */
    static ResultRow row(ResultSet row) throws SQLException {
        return new ResultRow(
                row.getLong("line"),
                row.getString("user_id"),
                row.getString("action"),
                row.getString("outcome"),
                number(row, "http_status"),
                number(row, "zoom_code"),
                row.getString("message"),
                row.getInt("attempts"),
                row.getString("request_id"),
                Instant.ofEpochMilli(row.getLong("completed_at")));
    }

    private static @Nullable Integer number(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? null : number;
    }
}
