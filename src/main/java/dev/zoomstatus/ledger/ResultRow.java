package dev.zoomstatus.ledger;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How one row of a file has ended; the components are the columns of the result file. */
public record ResultRow(
        long line,
        String user,
        String action,
        String outcome,
        @Nullable Integer httpStatus,
        @Nullable Integer zoomCode,
        @Nullable String message,
        int attempts,
        String requestId,
        Instant completedAt) {}
