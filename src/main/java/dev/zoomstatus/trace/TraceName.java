package dev.zoomstatus.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The ids of a change's trace and of its first span. They follow from the request id alone, so nothing need be kept in
 * the ledger for it, any instance continues the trace, and whoever knows the request id finds it.
 *
 * @param traceId the first 32 hexadecimal digits of the request id's SHA-256
 * @param spanId the 16 that follow
 */
record TraceName(String traceId, String spanId) {

    private static final int TRACE_DIGITS = 32;
    private static final int SPAN_DIGITS = 16;

    static TraceName of(String requestId) {
        String digits = hash(requestId);
        return new TraceName(
                digits.substring(0, TRACE_DIGITS), digits.substring(TRACE_DIGITS, TRACE_DIGITS + SPAN_DIGITS));
    }

    /** The context of the first span, for those that follow it. */
    Context asParent() {
        return Context.root()
                .with(Span.wrap(SpanContext.createFromRemoteParent(
                        traceId, spanId, TraceFlags.getSampled(), TraceState.getDefault())));
    }

    /** SHA-256 in hexadecimal digits. */
    static String hash(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
