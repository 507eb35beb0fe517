package dev.zoomstatus.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Removes what has ended long ago, a few rows in each transaction, so that nobody waits for it. The newest change and the
 * newest audit entry always stay: the next ids follow theirs, and no id may ever stand for two.
 */
@ApplicationScoped
public class OldRows {

    /** Rows that one transaction removes at most. */
    static final int CHUNK = 300;

    /** Old enough, and neither its file nor a message waits for what became of it. */
    static final String CHANGES =
            """
            SELECT c.id, c.accepted_at,
                CASE WHEN c.state = 'DONE' AND c.completed_at < :before
                    AND (c.batch_id IS NULL OR b.state IS NULL OR (b.state = 'ENDED' AND b.ended_at < :before))
                    AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.change_id = c.id) THEN 1 ELSE 0 END AS removable
            FROM status_change c LEFT JOIN batch b ON b.id = c.batch_id
            WHERE c.id > :after AND c.id < (SELECT max(id) FROM status_change) ORDER BY c.id LIMIT :most""";

    private static final String ENTRIES =
            """
            SELECT id, at AS accepted_at, 1 AS removable FROM audit_entry
            WHERE id > :after AND id <= (SELECT copied_id FROM audit_file WHERE id = 1)
                AND id < (SELECT max(id) FROM audit_entry) ORDER BY id LIMIT :most""";

    private static final String BATCHES =
            """
            DELETE FROM batch WHERE state = 'ENDED' AND ended_at < :before
                AND NOT EXISTS (SELECT 1 FROM status_change c WHERE c.batch_id = batch.id)""";

    private final LedgerDatabase database;
    private final LedgerWriter writer;

    /** Removes from the given database. */
    public OldRows(LedgerDatabase database, LedgerWriter writer) {
        this.database = database;
        this.writer = writer;
    }

    /**
     * What one transaction has removed.
     *
     * @param rows how many
     * @param lastId how far was looked
     * @param more whether there may be more beyond
     */
    public record Removed(int rows, long lastId, boolean more) {}

    private record Row(long id, boolean old, boolean removable) {}

    /** Removes the next of the changes that had ended before the given time, and are in the audit file. */
    public Removed changes(long afterId, Instant before) {
        if (database.read(handle -> isAnyUncopied(handle, before))) {
            return new Removed(0, afterId, false);
        }
        List<Row> rows = page(CHANGES, afterId, before);
        List<Long> ids = rows.stream().filter(Row::removable).map(Row::id).toList();
        if (!ids.isEmpty()) {
            writer.write(handle -> {
                int removed = handle.createUpdate("DELETE FROM status_change WHERE id IN (<ids>)")
                        .bindList("ids", InList.padded(ids))
                        .execute();
                return handle.createUpdate(
                                "UPDATE account SET removed_changes = removed_changes + :removed WHERE id = 1")
                        .bind("removed", removed)
                        .execute();
            });
        }
        return removed(rows, ids.size(), afterId);
    }

    /** Removes the next of the audit entries that are older than the given time, and are in the audit file. */
    public Removed entries(long afterId, Instant before) {
        List<Row> rows = page(ENTRIES, afterId, before);
        if (!rows.isEmpty()) {
            long last = rows.get(rows.size() - 1).id();
            writer.write(handle -> handle.createUpdate("DELETE FROM audit_entry WHERE id > :after AND id <= :last")
                    .bind("after", afterId)
                    .bind("last", last)
                    .execute());
        }
        return removed(rows, rows.size(), afterId);
    }

    /** Removes the batches that had ended before the given time and of which no change is left. */
    public int batches(Instant before) {
        return writer.write(handle -> handle.createUpdate(BATCHES)
                .bind("before", before.toEpochMilli())
                .execute());
    }

    private static Removed removed(List<Row> rows, int count, long afterId) {
        long last = rows.isEmpty() ? afterId : rows.get(rows.size() - 1).id();
        return new Removed(count, last, rows.size() == CHUNK);
    }

    /** The next rows up to the first that is too young: ids grow with time. */
    private List<Row> page(String sql, long afterId, Instant before) {
        List<Row> rows = database.read(handle -> {
            var query = handle.createQuery(sql).bind("after", afterId).bind("most", CHUNK);
            if (sql.contains(":before")) {
                query.bind("before", before.toEpochMilli());
            }
            return query.map((row, context) -> new Row(
                            row.getLong("id"),
                            row.getLong("accepted_at") < before.toEpochMilli(),
                            row.getInt("removable") == 1))
                    .list();
        });
        return rows.stream().takeWhile(Row::old).toList();
    }

    private static boolean isAnyUncopied(Handle handle, Instant before) {
        return handle.createQuery(
                        """
                        SELECT 1 FROM audit_entry
                        WHERE id > (SELECT copied_id FROM audit_file WHERE id = 1) AND at < :before LIMIT 1""")
                .bind("before", before.toEpochMilli())
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
    }
}
