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
            INSERT INTO outbox (change_id, kind, noted_at, reply_to, held)
            SELECT c.id, 'REPLY', c.completed_at, c.reply_to,
                    CASE WHEN EXISTS (SELECT 1 FROM refused_address r WHERE r.reply_to = c.reply_to) THEN 1 ELSE 0 END
                FROM status_change c WHERE c.id = ? AND c.reply_to IS NOT NULL
            UNION ALL SELECT id, 'OUTCOME', completed_at, NULL, 0 FROM status_change
                WHERE id = ? AND outcome NOT IN ('INVALID', 'DUPLICATE')""";

    /** So many replies are dropped in one transaction. */
    private static final int MOST_DROPPED = 500;

    private record Reply(long id, long changeId) {}

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

    /** Up to {@code most} messages that nothing holds back, in the order in which their changes ended. */
    public List<OutcomeMessage> due(int most) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT o.id AS outbox_id, o.kind, o.held, c.* FROM outbox o
                        JOIN status_change c ON c.id = o.change_id
                        WHERE o.held = 0 ORDER BY o.id LIMIT :most""")
                .bind("most", most)
                .map((row, context) -> message(row))
                .list());
    }

    /** The oldest reply to each address that is to be tried again now, {@code most} of them. */
    public List<OutcomeMessage> dueAgain(int most) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT o.id AS outbox_id, o.kind, o.held, c.* FROM refused_address r
                        JOIN outbox o ON o.id = (SELECT min(first.id) FROM outbox first WHERE first.reply_to = r.reply_to)
                        JOIN status_change c ON c.id = o.change_id
                        WHERE r.try_at <= :now ORDER BY r.try_at LIMIT :most""")
                .bind("now", clock.millis())
                .bind("most", most)
                .map((row, context) -> message(row))
                .list());
    }

    /** Forgets messages that were sent. */
    public void sent(List<OutcomeMessage> messages) {
        writer.write(handle ->
                delete(handle, messages.stream().map(OutcomeMessage::id).toList()));
    }

    /**
     * Holds back all replies to an address that took none, those of changes that end later too, until the next try.
     *
     * @return since when it takes none
     */
    public Instant hold(String replyTo, Duration untilNextTry) {
        return writer.write(handle -> {
            handle.createUpdate(
                            """
                            INSERT INTO refused_address (reply_to, since, try_at) VALUES (:address, :now, :at)
                            ON CONFLICT (reply_to) DO UPDATE SET try_at = excluded.try_at""")
                    .bind("address", replyTo)
                    .bind("now", clock.millis())
                    .bind("at", clock.millis() + untilNextTry.toMillis())
                    .execute();
            handle.createUpdate("UPDATE outbox SET held = 1 WHERE reply_to = :address AND held = 0")
                    .bind("address", replyTo)
                    .execute();
            return Instant.ofEpochMilli(
                    handle.createQuery("SELECT since FROM refused_address WHERE reply_to = :address")
                            .bind("address", replyTo)
                            .mapTo(Long.class)
                            .one());
        });
    }

    /** Forgets a reply that its address took after all, and holds no other to it back. */
    public void release(OutcomeMessage sent, String replyTo) {
        writer.write(handle -> {
            delete(handle, List.of(sent.id()));
            handle.createUpdate("DELETE FROM refused_address WHERE reply_to = :address")
                    .bind("address", replyTo)
                    .execute();
            return handle.createUpdate("UPDATE outbox SET held = 0 WHERE reply_to = :address")
                    .bind("address", replyTo)
                    .execute();
        });
    }

    /**
     * Gives up the replies to an address that have waited since before the given time, and keeps that in the audit trail.
     *
     * @return how many they were
     */
    public int drop(String replyTo, Instant before, String why) {
        int all = 0;
        int dropped;
        do {
            dropped = writer.write(handle -> dropSome(handle, replyTo, before, why));
            all += dropped;
        } while (dropped == MOST_DROPPED);
        return all;
    }

    private int dropSome(Handle handle, String replyTo, Instant before, String why) {
        List<Reply> replies = handle.createQuery(
                        """
                        SELECT id, change_id FROM outbox WHERE reply_to = :address AND noted_at <= :before
                        ORDER BY id LIMIT :most""")
                .bind("address", replyTo)
                .bind("before", before.toEpochMilli())
                .bind("most", MOST_DROPPED)
                .map((row, context) -> new Reply(row.getLong("id"), row.getLong("change_id")))
                .list();
        replies.forEach(reply -> AuditEntries.replyDropped(handle, clock.millis(), reply.changeId(), why));
        delete(handle, replies.stream().map(Reply::id).toList());
        handle.createUpdate(
                        """
                        DELETE FROM refused_address WHERE reply_to = :address
                        AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.reply_to = :address)""")
                .bind("address", replyTo)
                .execute();
        return replies.size();
    }

    private static int delete(Handle handle, List<Long> ids) {
        Bulk rows = new Bulk(handle, "DELETE FROM outbox WHERE id = ?");
        ids.forEach(rows::add);
        return rows.execute().length;
    }

    private static OutcomeMessage message(ResultSet row) throws SQLException {
        boolean reply = "REPLY".equals(row.getString("kind"));
        return new OutcomeMessage(
                row.getLong("outbox_id"),
                reply ? row.getString("reply_to") : null,
                reply ? row.getString("correlation_id") : null,
                row.getInt("held") == 1,
                ResultRows.row(row));
    }
}
