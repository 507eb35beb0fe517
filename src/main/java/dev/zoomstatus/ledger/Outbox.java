package dev.zoomstatus.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jdbi.v3.core.Handle;

/**
 * What is still to be sent about changes that have ended. It is noted in the transaction that ends the change, so that a
 * process that dies right after owes nothing that nobody knows of.
 */
@ApplicationScoped
public class Outbox {

    private static final String NOTE =
            """
            INSERT INTO outbox (change_id, kind, send_at)
            SELECT id, 'REPLY', completed_at FROM status_change WHERE id = ? AND reply_to IS NOT NULL
            UNION ALL SELECT id, 'OUTCOME', completed_at FROM status_change
                WHERE id = ? AND outcome NOT IN ('INVALID', 'DUPLICATE')""";

    private final LedgerDatabase database;
    private final LedgerWriter writer;
    private final Clock clock;
    private final boolean enabled;

    /** Notes nothing unless messages are enabled. */
    public Outbox(
            LedgerDatabase database,
            LedgerWriter writer,
            Clock clock,
            @ConfigProperty(name = "jms.enabled") boolean enabled) {
        this.database = database;
        this.writer = writer;
        this.clock = clock;
        this.enabled = enabled;
    }

    /** Notes that the change has ended: its reply if it wants one, and the outcome message unless it was never accepted. */
    void ended(Handle handle, long changeId) {
        ended(handle, List.of(changeId));
    }

    /** Notes so of several changes, in that order. */
    void ended(Handle handle, List<Long> changeIds) {
        if (enabled) {
            Bulk rows = new Bulk(handle, NOTE);
            changeIds.forEach(id -> rows.add(id, id));
            rows.execute();
        }
    }

    /** Up to {@code most} messages whose time has come, in the order in which their changes ended. */
    public List<OutcomeMessage> due(int most) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT o.id AS outbox_id, o.kind, o.failing_since, c.* FROM outbox o
                        JOIN status_change c ON c.id = o.change_id
                        WHERE o.failing_since IS NULL OR o.send_at <= :now ORDER BY o.id LIMIT :most""")
                .bind("now", clock.millis())
                .bind("most", most)
                .map((row, context) -> message(row))
                .list());
    }

    /** Forgets messages that were sent. */
    public void sent(List<OutcomeMessage> messages) {
        List<Long> ids = messages.stream().map(OutcomeMessage::id).toList();
        writer.write(handle -> handle.createUpdate("DELETE FROM outbox WHERE id IN (<ids>)")
                .bindList("ids", ids)
                .execute());
    }

    /** Tries a message again after the given time; its address is gone. */
    public void postpone(OutcomeMessage message, Duration by) {
        writer.write(handle -> handle.createUpdate(
                        "UPDATE outbox SET send_at = :at, failing_since = coalesce(failing_since, :now) WHERE id = :id")
                .bind("at", clock.millis() + by.toMillis())
                .bind("now", clock.millis())
                .bind("id", message.id())
                .execute());
    }

    /** Gives a message up, and keeps that in the audit trail. */
    public void drop(OutcomeMessage message, String why) {
        writer.write(handle -> {
            AuditEntries.replyDropped(handle, clock.millis(), message.changeId(), why);
            return handle.createUpdate("DELETE FROM outbox WHERE id = :id")
                    .bind("id", message.id())
                    .execute();
        });
    }

    private static OutcomeMessage message(ResultSet row) throws SQLException {
        long failingSince = row.getLong("failing_since");
        boolean failing = !row.wasNull();
        boolean reply = "REPLY".equals(row.getString("kind"));
        return new OutcomeMessage(
                row.getLong("outbox_id"),
                row.getLong("id"),
                reply ? row.getString("reply_to") : null,
                reply ? row.getString("correlation_id") : null,
                failing ? Instant.ofEpochMilli(failingSince) : null,
                ResultRows.row(row));
    }
}
