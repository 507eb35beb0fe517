package dev.zoomstatus.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the audit trail, and keeps how far it has been copied. */
@ApplicationScoped
public class AuditTrail {

    static final String UNCOPIED =
            """
            SELECT e.*, c.request_id, c.user_id, c.action, c.origin, c.source, c.requested_by, c.reason
            FROM audit_entry e LEFT JOIN status_change c ON c.id = e.change_id
            WHERE e.id > (SELECT copied_id FROM audit_file WHERE id = 1) ORDER BY e.id LIMIT :most""";

    private final LedgerDatabase database;
    private final LedgerWriter writer;

    /** Reads from the given database. */
    public AuditTrail(LedgerDatabase database, LedgerWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    /** Up to {@code most} entries that have not been copied, in id order. */
    public List<AuditEntry> uncopied(int most) {
        return database.read(handle -> handle.createQuery(UNCOPIED)
                .bind("most", most)
                .map((row, context) -> entry(row))
                .list());
    }

    /** Notes that the entries up to that id have been copied; not if another instance has got further meanwhile. */
    public void copied(long id) {
        writer.write(
                handle -> handle.createUpdate("UPDATE audit_file SET copied_id = :id WHERE id = 1 AND copied_id < :id")
                        .bind("id", id)
                        .execute());
    }

    private static AuditEntry entry(ResultSet row) throws SQLException {
        String action = row.getString("action");
        return new AuditEntry(
                row.getLong("id"),
                Instant.ofEpochMilli(row.getLong("at")),
                row.getString("event"),
                number(row, "change_id"),
                row.getString("request_id"),
                row.getString("user_id"),
                action == null ? null : action.toLowerCase(Locale.ROOT),
                row.getString("origin"),
                row.getString("source"),
                row.getString("requested_by"),
                row.getString("reason"),
                small(row, "attempt"),
                small(row, "http_status"),
                small(row, "zoom_code"),
                row.getString("message"),
                row.getString("tracking_id"),
                row.getString("outcome"));
    }

    private static @Nullable Long number(ResultSet row, String column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    private static @Nullable Integer small(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? null : number;
    }
}
