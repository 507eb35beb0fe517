package dev.zoomstatus.ledger;

import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import java.time.Duration;
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

    /** If the last change is further ahead, in milliseconds, the clock was wrong then, and is right now. */
    private static final long CLOCK_SET_BACK = Duration.ofHours(1).toMillis();

    private final Origin origin;
    private final long now;
    private final long acceptedAt;
    private final Bulk changes;
    private final AuditEntries entries;
    private long lastId;

    NewRows(Handle handle, Origin origin, long now, AuditEntries entries) {
        Last last = last(handle);
        this.origin = origin;
        this.now = now;
        this.acceptedAt = acceptedAt(now, last.acceptedAt());
        this.lastId = last.id();
        this.changes = new Bulk(handle, INSERT_CHANGE);
        this.entries = entries;
    }

    /** The change that was stored last, and when it was accepted. */
    private record Last(long id, long acceptedAt) {}

    private static Last last(Handle handle) {
        // Only one transaction stores changes at a time, so this stays the last one until this one is committed.
        return handle.createQuery("SELECT id, accepted_at FROM status_change ORDER BY id DESC LIMIT 1")
                .map((row, context) -> new Last(row.getLong("id"), row.getLong("accepted_at")))
                .findOne()
                .orElse(new Last(0, 0));
    }

    /** A clock that was set back must not put a change before the ones that were accepted earlier. */
    private static long acceptedAt(long now, long last) {
        return last - now <= CLOCK_SET_BACK ? Math.max(now, last) : now;
    }

    void add(Row row, @Nullable Refusal refusal) {
        long id = ++lastId;
        StatusChange change = row.change();
        Long effectiveAt = change == null || change.effectiveAt() == null
                ? null
                : change.effectiveAt().toEpochMilli();
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
                acceptedAt,
                effectiveAt == null ? acceptedAt : Math.max(acceptedAt, effectiveAt),
                effectiveAt == null ? now : Math.max(now, effectiveAt),
                refusal == null ? "PENDING" : "DONE",
                outcome,
                message,
                refusal == null ? null : now);
        entries.add(now, refusal == null ? "accepted" : "ended", id, null, null, message, outcome);
    }

    /** The id of the row that was added last. */
    long lastId() {
        return lastId;
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
