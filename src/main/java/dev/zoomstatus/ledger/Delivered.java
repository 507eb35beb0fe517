package dev.zoomstatus.ledger;

import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** What became of a message that bore the same id as a new one: if it says the same too, the new one is that one again. */
record Delivered(
        String user, String action, @Nullable String requestId, @Nullable Long effectiveAt, @Nullable String refusal) {

    static Optional<Delivered> find(Handle handle, String source, String messageId) {
        return handle.createQuery(
                        """
                        SELECT user_id, action, request_id, effective_at,
                            CASE WHEN outcome = 'INVALID' THEN message END AS refusal
                        FROM status_change WHERE source = :source AND message_id = :messageId""")
                .bind("source", source)
                .bind("messageId", messageId)
                .map((row, context) -> {
                    long effective = row.getLong("effective_at");
                    Long effectiveAt = row.wasNull() ? null : Long.valueOf(effective);
                    return new Delivered(
                            row.getString("user_id"),
                            row.getString("action"),
                            row.getString("request_id"),
                            effectiveAt,
                            row.getString("refusal"));
                })
                .findFirst();
    }

    /** Whether the row is that of the message that was stored; without a request id its message's id is all there is. */
    boolean isSame(Row row) {
        StatusChange change = row.change();
        Long effective = change == null || change.effectiveAt() == null
                ? null
                : Long.valueOf(change.effectiveAt().toEpochMilli());
        return row.requestId() == null
                || (row.requestId().equals(requestId)
                        && row.user().equals(user)
                        && action.equals(
                                change == null ? row.action() : change.action().name())
                        && Objects.equals(effective, effectiveAt));
    }

    /** What it got then: nobody knows whether its sender was also told why it was refused. */
    Accepted accepted() {
        return new Accepted(0, 0, 0, refusal);
    }
}
