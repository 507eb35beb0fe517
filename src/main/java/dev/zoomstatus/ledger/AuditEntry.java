package dev.zoomstatus.ledger;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One line of the audit trail; the components are the fields of {@code audit.jsonl}. */
@RegisterForReflection // written as JSON
@JsonPropertyOrder({
    "id",
    "at",
    "event",
    "changeId",
    "requestId",
    "user",
    "action",
    "trigger",
    "source",
    "requestedBy",
    "reason",
    "attempt",
    "httpStatus",
    "zoomCode",
    "message",
    "trackingId",
    "outcome"
})
public record AuditEntry(
        long id,
        Instant at,
        String event,
        @Nullable Long changeId,
        @Nullable String requestId,
        @Nullable String user,
        @Nullable String action,
        @Nullable String trigger,
        @Nullable String source,
        @Nullable String requestedBy,
        @Nullable String reason,
        @Nullable Integer attempt,
        @Nullable Integer httpStatus,
        @Nullable Integer zoomCode,
        @Nullable String message,
        @Nullable String trackingId,
        @Nullable String outcome) {}
