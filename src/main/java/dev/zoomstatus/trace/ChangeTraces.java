package dev.zoomstatus.trace;

import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.ledger.Origin;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Traces changes: a span for each that is accepted, and one for each call. The user is in them as a hash; texts that Zoom
 * or a sender wrote are not in them at all, for they may name one.
 */
@ApplicationScoped
public class ChangeTraces {

    private static final int HASH_DIGITS = 16;
    private static final String ACTION = "zoom.change.action";
    private static final String OUTCOME = "zoom.change.outcome";

    private final Tracer tracer;
    private final TraceIds ids;
    private final boolean on;

    /** Traces unless that is switched off. */
    public ChangeTraces(
            OpenTelemetry telemetry,
            TraceIds ids,
            @ConfigProperty(name = "quarkus.otel.sdk.disabled", defaultValue = "true") boolean off) {
        this.tracer = telemetry.getTracer("dev.zoomstatus");
        this.ids = ids;
        this.on = !off;
    }

    /** Begins the trace of each row that is now in the ledger. */
    public void accepted(Origin origin, List<Row> rows) {
        if (on) {
            rows.forEach(row -> accepted(origin, row));
        }
    }

    private void accepted(Origin origin, Row row) {
        String requestId = origin.requestId(row);
        if (requestId == null) {
            return; // one is generated that nobody knows yet: the first call begins its trace
        }
        StatusChange change = row.change();
        SpanBuilder span = about("accept", row.user(), origin.batchId())
                .setNoParent()
                .setSpanKind(SpanKind.CONSUMER)
                .setAttribute("zoom.change.trigger", origin.trigger());
        if (change == null) {
            span.setAttribute(OUTCOME, "INVALID"); // what was written as action may be anything, a user too
        } else {
            span.setAttribute(ACTION, change.action().wire());
        }
        ids.under(TraceName.of(requestId), span::startSpan).end();
    }

    /** Begins the span of a call. */
    public Span called(Claim claim) {
        if (!on) {
            return Span.getInvalid();
        }
        return about("update-user-status", claim.change().user(), claim.batchId())
                .setParent(TraceName.of(claim.requestId()).asParent())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(ACTION, claim.change().action().wire())
                .setAttribute("http.request.method", "PUT")
                .setAttribute("url.template", "/users/{userId}/status")
                .setAttribute("zoom.change.id", claim.id())
                .setAttribute("zoom.change.attempt", claim.attempt())
                .startSpan();
    }

    /**
     * Ends the span of a call.
     *
     * @param outcome null if the change goes back into the ledger
     */
    public void answered(
            Span span, @Nullable Integer httpStatus, @Nullable Integer zoomCode, @Nullable String outcome) {
        if (httpStatus != null) {
            span.setAttribute("http.response.status_code", httpStatus);
        }
        if (zoomCode != null) {
            span.setAttribute("zoom.code", zoomCode);
        }
        span.setAttribute(OUTCOME, outcome == null ? "later" : outcome);
        if (!"UPDATED".equals(outcome)) {
            span.setStatus(StatusCode.ERROR);
        }
        span.end();
    }

    private SpanBuilder about(String name, String user, @Nullable String batch) {
        SpanBuilder span = tracer.spanBuilder(name)
                .setAttribute(
                        "enduser.pseudo.id",
                        TraceName.hash(user.toLowerCase(Locale.ROOT)).substring(0, HASH_DIGITS));
        return batch == null ? span : span.setAttribute("zoom.change.batch", batch);
    }
}
