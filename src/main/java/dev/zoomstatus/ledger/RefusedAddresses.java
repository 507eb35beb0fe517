package dev.zoomstatus.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Reply addresses at which the broker takes nothing. What the {@link Outbox} has for them is held back, so that no other
 * message waits, and stays in the order in which the changes ended.
 */
@ApplicationScoped
public class RefusedAddresses {

    static final String DUE =
            """
            SELECT o.id AS outbox_id, o.kind, o.held, c.* FROM refused_address r
            JOIN outbox o ON o.id = (SELECT min(first.id) FROM outbox first WHERE first.reply_to = r.reply_to)
            JOIN status_change c ON c.id = o.change_id
            WHERE r.try_at <= :now ORDER BY r.try_at LIMIT :most""";

    /** So many replies are dropped in one transaction. */
    private static final int MOST_DROPPED = 500;

    private record Reply(long id, long changeId) {}

    private final LedgerDatabase database;
    private final LedgerWriter writer;
    private final Clock clock;

    /** Keeps them in the given database. */
    public RefusedAddresses(LedgerDatabase database, LedgerWriter writer, Clock clock) {
        this.database = database;
        this.writer = writer;
        this.clock = clock;
    }

    /** The oldest reply to each address that is to be tried again now, {@code most} of them. */
    public List<OutcomeMessage> due(int most) {
        return database.read(handle -> handle.createQuery(DUE)
                .bind("now", clock.millis())
                .bind("most", most)
                .map((row, context) -> OutcomeMessage.of(row))
                .list());
    }

    /**
     * Since when an address takes nothing.
     *
     * @param since the first refusal
     * @param goneSince the first of those that had another reason than want of room, null if the last one was for that
     */
    public record Refused(Instant since, @Nullable Instant goneSince) {}

    /**
     * Holds back all replies to an address that took none, those of changes that end later too, until the next try.
     *
     * @param full whether the broker has no room there
     */
    public Refused hold(String replyTo, boolean full, Duration untilNextTry) {
        long now = clock.millis();
        return writer.write(handle -> {
            handle.createUpdate(
                            """
                            INSERT INTO refused_address (reply_to, since, gone_since, try_at)
                            VALUES (:address, :now, :gone, :at)
                            ON CONFLICT (reply_to) DO UPDATE SET try_at = excluded.try_at, gone_since =
                                CASE WHEN excluded.gone_since IS NULL OR refused_address.gone_since IS NULL
                                    THEN excluded.gone_since ELSE refused_address.gone_since END""")
                    .bind("address", replyTo)
                    .bind("now", now)
                    .bind("gone", full ? null : now)
                    .bind("at", now + untilNextTry.toMillis())
                    .execute();
            handle.createUpdate("UPDATE outbox SET held = 1 WHERE reply_to = :address AND held = 0")
                    .bind("address", replyTo)
                    .execute();
            return handle.createQuery("SELECT since, gone_since FROM refused_address WHERE reply_to = :address")
                    .bind("address", replyTo)
                    .map((row, context) -> refused(row))
                    .one();
        });
    }

    private static Refused refused(ResultSet row) throws SQLException {
        long gone = row.getLong("gone_since");
        Instant goneSince = row.wasNull() ? null : Instant.ofEpochMilli(gone);
        return new Refused(Instant.ofEpochMilli(row.getLong("since")), goneSince);
    }

    /** Forgets a reply that its address took after all, and holds no other to it back. */
    public void release(OutcomeMessage sent, String replyTo) {
        writer.write(handle -> {
            Outbox.delete(handle, List.of(sent.id()));
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
        Outbox.delete(handle, replies.stream().map(Reply::id).toList());
        handle.createUpdate(
                        """
                        DELETE FROM refused_address WHERE reply_to = :address
                        AND NOT EXISTS (SELECT 1 FROM outbox o WHERE o.reply_to = :address)""")
                .bind("address", replyTo)
                .execute();
        return replies.size();
    }
}
