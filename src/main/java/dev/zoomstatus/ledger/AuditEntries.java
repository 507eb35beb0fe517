package dev.zoomstatus.ledger;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes audit entries, always in the transaction of the state that they tell of. */
final class AuditEntries {

    private static final String INSERT =
            """
            INSERT INTO audit_entry
                (at, event, change_id, attempt, http_status, zoom_code, message, tracking_id, outcome)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private final Bulk rows;

    /** Begins a set of entries that are written together. */
    AuditEntries(Handle handle) {
        rows = new Bulk(handle, INSERT);
    }

    void add(
            long at,
            String event,
            @Nullable Long changeId,
            @Nullable Integer attempt,
            @Nullable Answered answer,
            @Nullable String message,
            @Nullable String outcome) {
        rows.add(
                at,
                event,
                changeId,
                attempt,
                answer == null ? null : answer.httpStatus(),
                answer == null ? null : answer.zoomCode(),
                message == null || message.isEmpty() ? null : message,
                answer == null ? null : answer.trackingId(),
                outcome);
    }

    void write() {
        rows.execute();
    }

    static void answered(Handle handle, long at, Claim claim, Answered answer) {
        insert(handle, at, "answered", claim.id(), claim.attempt(), answer, answer.message(), null);
    }

    static void retried(Handle handle, long at, long changeId, @Nullable Integer attempt, String message) {
        insert(handle, at, "retried", changeId, attempt, null, message, null);
    }

    static void ended(
            Handle handle,
            long at,
            long changeId,
            @Nullable Integer attempt,
            @Nullable Answered answer,
            @Nullable String message,
            String outcome) {
        insert(handle, at, "ended", changeId, attempt, answer, message, outcome);
    }

    static void replyDropped(Handle handle, long at, long changeId, String message) {
        insert(handle, at, "reply-dropped", changeId, null, null, message, null);
    }

    static void ofAccount(Handle handle, long at, String event, String message) {
        insert(handle, at, event, null, null, null, message, null);
    }

    private static void insert(
            Handle handle,
            long at,
            String event,
            @Nullable Long changeId,
            @Nullable Integer attempt,
            @Nullable Answered answer,
            @Nullable String message,
            @Nullable String outcome) {
        AuditEntries one = new AuditEntries(handle);
        one.add(at, event, changeId, attempt, answer, message, outcome);
        one.write();
    }
}
