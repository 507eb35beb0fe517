package dev.zoomstatus.ledger;

import jakarta.enterprise.context.ApplicationScoped;
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
            INSERT INTO outbox (change_id, kind, noted_at, reply_to, held)
            SELECT c.id, 'REPLY', c.completed_at, c.reply_to,
                    CASE WHEN EXISTS (SELECT 1 FROM refused_address r WHERE r.reply_to = c.reply_to) THEN 1 ELSE 0 END
                FROM status_change c WHERE c.id = ? AND c.reply_to IS NOT NULL
            UNION ALL SELECT id, 'OUTCOME', completed_at, NULL, 0 FROM status_change
                WHERE id = ? AND outcome NOT IN ('INVALID', 'DUPLICATE')""";

    static final String DUE =
            """
            SELECT o.id AS outbox_id, o.kind, o.held, c.* FROM outbox o
            JOIN status_change c ON c.id = o.change_id
            WHERE o.held = 0 ORDER BY o.id LIMIT :most""";

    private final LedgerDatabase database;
    private final LedgerWriter writer;
    private final boolean enabled;

    /** Notes nothing unless messages are enabled. */
    public Outbox(LedgerDatabase database, LedgerWriter writer, @ConfigProperty(name = "jms.enabled") boolean enabled) {
        this.database = database;
        this.writer = writer;
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

    /** Up to {@code most} messages that nothing holds back, in the order in which their changes ended. */
    public List<OutcomeMessage> due(int most) {
        return database.read(handle -> handle.createQuery(DUE)
                .bind("most", most)
                .map((row, context) -> OutcomeMessage.of(row))
                .list());
    }

    /** Forgets messages that were sent. */
    public void sent(List<OutcomeMessage> messages) {
        writer.write(handle ->
                delete(handle, messages.stream().map(OutcomeMessage::id).toList()));
    }

    /** Deletes messages, and returns how many. */
    static int delete(Handle handle, List<Long> ids) {
        Bulk rows = new Bulk(handle, "DELETE FROM outbox WHERE id = ?");
        ids.forEach(rows::add);
        return rows.execute().length;
    }
}
