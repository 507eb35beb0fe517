package dev.zoomstatus.ledger;

import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import java.util.Locale;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** New rows of the ledger, written in one go, and their first audit entries. */
final class NewRows {

    private static final String INSERT_CHANGE =
            """
            INSERT INTO status_change
                (id, batch_id, line, message_id, origin, source, request_id, user_id, user_key, action, effective_at,
                 reason, requested_by, reply_to, correlation_id, accepted_at, due_at, claim_at, state,
                 outcome, message, completed_at)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Origin origin;
    private final long now;
    private final Bulk changes;
    private final AuditEntries entries;

    NewRows(Handle handle, Origin origin, long now, AuditEntries entries) {
        this.origin = origin;
        this.now = now;
        this.changes = new Bulk(handle, INSERT_CHANGE);
        this.entries = entries;
    }

    /** The first of the ids that follow the ones given so far. */
    static long firstId(Handle handle) {
        // Only one transaction stores changes at a time, so nobody else can take them before this one is committed.
        return handle.createQuery("SELECT coalesce(max(id), 0) + 1 FROM status_change")
                .mapTo(Long.class)
                .one();
    }

    void add(long id, Row row, @Nullable Refusal refusal) {
        StatusChange change = row.change();
        Long effectiveAt = change == null || change.effectiveAt() == null
                ? null
                : change.effectiveAt().toEpochMilli();
        long dueAt = effectiveAt == null ? now : Math.max(now, effectiveAt);
        String outcome = refusal == null ? null : refusal.outcome().name();
        String message = refusal == null ? null : refusal.message();
        changes.add(
                id,
                origin.batchId(),
                origin.batchId() == null ? null : row.line(),
                origin.messageId(),
                origin.trigger(),
                origin.source(),
                requestId(row),
                row.user(),
                row.user().toLowerCase(Locale.ROOT),
                change == null ? row.action() : change.action().name(),
                effectiveAt,
                change == null ? null : change.reason(),
                change == null ? null : change.requestedBy(),
                origin.replyTo(),
                origin.correlationId(),
                now,
                dueAt,
                dueAt,
                refusal == null ? "PENDING" : "DONE",
                outcome,
                message,
                refusal == null ? null : now);
        entries.add(now, refusal == null ? "accepted" : "ended", id, null, null, message, outcome);
    }

    /** Writes the rows; their entries are for the caller to write. */
    void execute() {
        changes.execute();
    }

    private String requestId(Row row) {
        String known = origin.requestId(row);
        return known == null ? TimeOrderedId.at(now) : known;
    }
}
