package dev.zoomstatus.trace;

import dev.zoomstatus.change.Outcome;
import dev.zoomstatus.ledger.AuditEntry;
import dev.zoomstatus.ledger.Claim;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Traces changes: a span when one is accepted, one for each call, and one when it has ended. The user is in them as a
 * hash; texts that Zoom or a sender wrote are not in them at all, for they may name one.
 */
@ApplicationScoped
public class ChangeTraces {

    private static final int HASH_DIGITS = 16;
    private static final String ACTION = "zoom.change.action";
    private static final String OUTCOME = "zoom.change.outcome";

    /** Ends that need nobody's attention. */
    private static final Set<String> IN_ORDER =
            Set.of(Outcome.UPDATED.name(), Outcome.DUPLICATE.name(), Outcome.SUPERSEDED.name());

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

    /**
     * Makes the spans of what the audit trail tells of acceptances and ends; so what ends without a call is traced too, and a
     * change that is never stored is not.
     */
    public void told(List<AuditEntry> entries) {
        if (on) {
            entries.forEach(this::told);
        }
    }

    private void told(AuditEntry entry) {
        String requestId = entry.requestId();
        String user = entry.user();
        if (requestId == null || user == null) {
            return; // it tells of the account
        }
        TraceName trace = TraceName.of(requestId);
        if (entry.event().equals("accepted")) {
            SpanBuilder span = about("accept", user, entry).setNoParent();
            ids.under(trace, span::startSpan).end(entry.at());
        } else if (entry.event().equals("ended")) {
            ended(about("end", user, entry).setParent(trace.asParent()).startSpan(), entry);
        }
    }

    private static void ended(Span span, AuditEntry entry) {
        markIfNotInOrder(span, entry.outcome());
        span.end(entry.at());
    }

    /**
     * Continues the trace of a message's sender, by a span that leads to the change's own trace.
     *
     * @param traceparent of the W3C's Trace Context; what makes no sense is passed over
     * @param requestId null if one was generated: then the span leads nowhere
     */
    public void received(String traceparent, @Nullable String requestId) {
        Context parent = Traceparent.read(traceparent);
        if (!on || !Span.fromContext(parent).getSpanContext().isSampled()) {
            return;
        }
        SpanBuilder span = tracer.spanBuilder("receive").setParent(parent).setSpanKind(SpanKind.CONSUMER);
        if (requestId != null) {
            Span change = Span.fromContext(TraceName.of(requestId).asParent());
            span.addLink(change.getSpanContext());
        }
        span.startSpan().end();
    }

    /** Begins the span of a call. */
    public Span called(Claim claim) {
        if (!on) {
            return Span.getInvalid();
        }
        SpanBuilder span = about("update-user-status", claim.change().user())
                .setParent(TraceName.of(claim.requestId()).asParent())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(ACTION, claim.change().action().wire())
                .setAttribute("http.request.method", "PUT")
                .setAttribute("url.template", "/users/{userId}/status")
                .setAttribute("zoom.change.id", claim.id())
                .setAttribute("zoom.change.attempt", claim.attempt());
        if (claim.batchId() != null) {
            span.setAttribute("zoom.change.batch", claim.batchId());
        }
        return span.startSpan();
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
        markIfNotInOrder(span, outcome);
        span.end();
    }

    private static void markIfNotInOrder(Span span, @Nullable String outcome) {
        span.setAttribute(OUTCOME, outcome == null ? "later" : outcome);
        if (outcome == null || !IN_ORDER.contains(outcome)) {
            span.setStatus(StatusCode.ERROR);
        }
    }

    private SpanBuilder about(String name, String user, AuditEntry entry) {
        SpanBuilder span = about(name, user).setStartTimestamp(entry.at());
        if (entry.changeId() != null) {
            span.setAttribute("zoom.change.id", entry.changeId());
        }
        if (entry.trigger() != null) {
            span.setAttribute("zoom.change.trigger", entry.trigger());
        }
        if (entry.action() != null && !Outcome.INVALID.name().equals(entry.outcome())) {
            span.setAttribute(ACTION, entry.action()); // what an invalid row has there may be anything, a user too
        }
        return span;
    }

    private SpanBuilder about(String name, String user) {
        return tracer.spanBuilder(name)
                .setAttribute(
                        "enduser.pseudo.id",
                        TraceName.hash(user.toLowerCase(Locale.ROOT)).substring(0, HASH_DIGITS));
    }
}
