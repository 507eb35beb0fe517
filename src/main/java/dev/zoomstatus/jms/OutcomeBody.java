package dev.zoomstatus.jms;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.zoomstatus.ledger.ResultRow;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The JSON of replies and outcome messages; every key is always there. */
@RegisterForReflection // written as JSON
@JsonPropertyOrder({
    "requestId",
    "user",
    "action",
    "outcome",
    "httpStatus",
    "zoomCode",
    "message",
    "attempts",
    "completedAt"
})
record OutcomeBody(
        String requestId,
        String user,
        String action,
        String outcome,
        @Nullable Integer httpStatus,
        @Nullable Integer zoomCode,
        String message,
        int attempts,
        String completedAt) {

    static OutcomeBody of(ResultRow row) {
        return new OutcomeBody(
                row.requestId(),
                row.user(),
                row.action().toLowerCase(Locale.ROOT),
                row.outcome(),
                row.httpStatus(),
                row.zoomCode(),
                Objects.requireNonNullElse(row.message(), ""),
                row.attempts(),
                row.completedAt().toString());
    }
}
