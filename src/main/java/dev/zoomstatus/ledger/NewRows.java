package dev.zoomstatus.ledger;

import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import dev.zoomstatus.ledger.Acceptance.Refusal;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** New rows of the ledger with their first audit entries, written in one go. */
final class NewRows {

    private static final String INSERT_CHANGE =
            """
            INSERT INTO status_change
                (id, batch_id, line, message_id, origin, source, request_id, user_id, user_key, action, effective_at,
                 reason, requested_by, reply_to, correlation_id, accepted_at, due_at, claim_at, state,
                 outcome, message, completed_at)
            VALUES
                (:id, :batchId, :line, :messageId, :origin, :source, :requestId, :userId, :userKey, :action,
                 :effectiveAt, :reason, :requestedBy, :replyTo, :correlationId, :now, :dueAt, :dueAt, :state,
                 :outcome, :message, :completedAt)""";
    private static final String INSERT_ENTRY =
            """
            INSERT INTO audit_entry (at, event, change_id, message, outcome)
            VALUES (:at, :event, :changeId, :message, :outcome)""";

    private final Origin origin;
    private final long now;
    private final PreparedBatch changes;
    private final PreparedBatch entries;

    NewRows(Handle handle, Origin origin, long now) {
        this.origin = origin;
        this.now = now;
        this.changes = handle.prepareBatch(INSERT_CHANGE);
        this.entries = handle.prepareBatch(INSERT_ENTRY);
    }

    /** The first of the ids that follow the ones given so far. */
    static long firstId(Handle handle) {
        // Only one transaction writes at a time, so nobody else can take them before this one is committed.
        return handle.createQuery("SELECT coalesce(max(id), 0) + 1 FROM status_change")
                .mapTo(Long.class)
                .one();
    }

    void add(long id, Row row, @Nullable Refusal refusal) {
        StatusChange change = row.change();
        Long effectiveAt = change == null || change.effectiveAt() == null
                ? null
                : change.effectiveAt().toEpochMilli();
        changes.bind("id", id)
                .bind("batchId", origin.batchId())
                .bind("line", origin.batchId() == null ? null : row.line())
                .bind("messageId", origin.messageId())
                .bind("origin", origin.trigger())
                .bind("source", origin.source())
                .bind("requestId", requestId(row))
                .bind("userId", row.user())
                .bind("userKey", row.user().toLowerCase(Locale.ROOT))
                .bind("action", change == null ? row.action() : change.action().name())
                .bind("effectiveAt", effectiveAt)
                .bind("reason", change == null ? null : change.reason())
                .bind("requestedBy", change == null ? null : change.requestedBy())
                .bind("replyTo", origin.replyTo())
                .bind("correlationId", origin.correlationId())
                .bind("now", now)
                .bind("dueAt", effectiveAt == null ? now : Math.max(now, effectiveAt))
                .bind("state", refusal == null ? "PENDING" : "DONE")
                .bind("outcome", refusal == null ? null : refusal.outcome().name())
                .bind("message", refusal == null ? null : refusal.message())
                .bind("completedAt", refusal == null ? null : now)
                .add();
        entries.bind("at", now)
                .bind("event", refusal == null ? "accepted" : "ended")
                .bind("changeId", id)
                .bind("message", refusal == null ? null : refusal.message())
                .bind("outcome", refusal == null ? null : refusal.outcome().name())
                .add();
    }

    void execute() {
        changes.execute();
        entries.execute();
    }

    private String requestId(Row row) {
        String known = origin.requestId(row);
        return known == null ? TimeOrderedId.at(now) : known;
    }
}
