package dev.zoomstatus.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A message that tells how a change has ended.
 *
 * @param id in the outbox
 * @param replyTo where the sender wants its reply, as {@link Origin#replyTo}; null for the outcome topic
 * @param correlationId what the reply carries; null for the outcome topic
 * @param held whether its address has refused replies, so that this one is a try
 * @param outcome how the change has ended
 */
public record OutcomeMessage(
        long id, @Nullable String replyTo, @Nullable String correlationId, boolean held, ResultRow outcome) {

    /** Reads a row of {@code outbox} (its id as {@code outbox_id}) with its change. */
    static OutcomeMessage of(ResultSet row) throws SQLException {
        boolean reply = "REPLY".equals(row.getString("kind"));
        return new OutcomeMessage(
                row.getLong("outbox_id"),
                reply ? row.getString("reply_to") : null,
                reply ? row.getString("correlation_id") : null,
                row.getInt("held") == 1,
                ResultRows.row(row));
    }
}
