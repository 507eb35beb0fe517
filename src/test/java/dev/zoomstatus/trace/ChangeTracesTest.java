package dev.zoomstatus.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.StatusChange;
import dev.zoomstatus.ledger.AuditEntry;
import dev.zoomstatus.ledger.Claim;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a trace of a change holds, and what it does not. */
class ChangeTracesTest {

    private static final StatusChange JANE =
            new StatusChange("Jane@x.org", Action.DEACTIVATE, "R1", null, "ill", "Bob");
    private static final String SENDER = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
    private static final Instant NOW = Instant.parse("2026-11-28T08:00:00Z");

    private final TestTraces seen = new TestTraces();
    private final ChangeTraces traces = seen.on();

    @Test
    void acceptanceCallsAndEndAreOneTrace() {
        traces.told(List.of(accepted()));
        traces.answered(traces.called(claim("R1", 1)), 503, null, null);
        traces.answered(traces.called(claim("R1", 2)), 204, null, "UPDATED");
        traces.told(List.of(ended("UPDATED")));

        assertThat(seen.spans())
                .extracting(SpanData::getName)
                .containsExactly("accept", "update-user-status", "update-user-status", "end");
        assertThat(seen.spans())
                .extracting(SpanData::getTraceId)
                .containsOnly(TraceName.of("R1").traceId());
        SpanData acceptance = seen.spans().get(0);
        assertThat(acceptance.getParentSpanContext().isValid()).isFalse();
        assertThat(seen.spans().subList(1, 4))
                .extracting(SpanData::getParentSpanId)
                .containsOnly(acceptance.getSpanId());
    }

    @Test
    void theTraceIsFoundByTheRequestId() {
        // printf %s R1 | sha256sum | cut -c1-32
        assertThat(TraceName.of("R1").traceId()).isEqualTo("a791366f6f6201254edcac9ec72017b1");
    }

    @Test
    void acceptanceAndEndHaveTheLedgersTime() {
        traces.told(List.of(accepted(), ended("FAILED")));

        long nanos = TimeUnit.SECONDS.toNanos(NOW.getEpochSecond());
        assertThat(seen.spans()).hasSize(2).allSatisfy(span -> assertThat(
                        List.of(span.getStartEpochNanos(), span.getEndEpochNanos()))
                .containsOnly(nanos));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "UPDATED, UNSET",
        "DUPLICATE, UNSET",
        "SUPERSEDED, UNSET",
        "REJECTED, ERROR",
        "NOT_FOUND, ERROR",
        "FAILED, ERROR",
        "INVALID, ERROR"
    })
    void whatDidNotEndAsWishedIsAnError(String outcome, StatusCode status) {
        traces.told(List.of(ended(outcome)));

        assertThat(outcomes()).containsExactly(outcome);
        assertThat(seen.spans().get(0).getStatus().getStatusCode()).isEqualTo(status);
    }

    @Test
    void theOutcomeOfACallIsTold() {
        traces.answered(traces.called(claim("R1", 1)), 404, 1001, "NOT_FOUND");
        traces.answered(traces.called(claim("R1", 1)), null, null, null);

        assertThat(outcomes()).containsExactly("NOT_FOUND", "later");
    }

    @Test
    void whatIsBetweenOrAboutTheAccountMakesNoSpan() {
        traces.told(List.of(entry("answered", "R1", "deactivate", null), entry("paused", null, null, null)));

        assertThat(seen.spans()).isEmpty();
    }

    @Test
    void nothingOfTheUserOrOfAnybodysTextIsInIt() {
        traces.told(List.of(
                accepted(),
                entry("ended", "jane@x.org", "jane@x.org", "INVALID"),
                entry("accepted", "jane@x.org", "deactivate", null)));
        traces.answered(traces.called(claim("jane@x.org", 1)), 204, null, "UPDATED");
        traces.received(SENDER, "jane@x.org");

        assertThat(seen.spans()).hasSize(5);
        assertThat(seen.spans().toString()).doesNotContainIgnoringCase("jane").doesNotContain("ill", "Bob", "leavers");
    }

    @Test
    void oneUserIsKnownByTheSameHashInAllSpans() {
        traces.told(List.of(accepted(), ended("UPDATED")));
        traces.answered(traces.called(claim("R1", 1)), 204, null, "UPDATED");

        assertThat(seen.spans())
                .hasSize(3)
                .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("enduser.pseudo.id")))
                .containsOnly(TraceName.hash("jane@x.org").substring(0, 16));
    }

    @Test
    void aSendersTraceGoesOnAndLeadsToTheChanges() {
        traces.received(SENDER, "R1");

        assertThat(seen.spans()).hasSize(1);
        SpanData received = seen.spans().get(0);
        assertThat(received.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(received.getParentSpanId()).isEqualTo("b7ad6b7169203331");
        assertThat(received.getLinks())
                .extracting(LinkData::getSpanContext)
                .extracting(link -> new TraceName(link.getTraceId(), link.getSpanId()))
                .containsExactly(TraceName.of("R1"));
    }

    @Test
    void aSendersTraceGoesOnAlsoIfTheRequestIdIsGenerated() {
        traces.received(SENDER, null);

        assertThat(seen.spans()).hasSize(1).allMatch(span -> span.getLinks().isEmpty());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", // the sender's is not kept
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01\r\nx: y",
                "jane@x.org"
            })
    void whatNamesNoTraceThatIsKeptIsPassedOver(String traceparent) {
        traces.received(traceparent, "R1");

        assertThat(seen.spans()).isEmpty();
    }

    @Test
    void switchedOffNothingIsTraced() {
        assertThat(TestTraces.off().called(claim("R1", 1)).isRecording()).isFalse();
    }

    private List<String> outcomes() {
        return seen.spans().stream()
                .map(span -> span.getAttributes().get(AttributeKey.stringKey("zoom.change.outcome")))
                .toList();
    }

    private static AuditEntry accepted() {
        return entry("accepted", "R1", "deactivate", null);
    }

    private static AuditEntry ended(String outcome) {
        return entry("ended", "R1", "deactivate", outcome);
    }

    private static AuditEntry entry(
            String event, @Nullable String requestId, @Nullable String action, @Nullable String outcome) {
        return new AuditEntry(
                1,
                NOW,
                event,
                requestId == null ? null : 7L,
                requestId,
                requestId == null ? null : "Jane@x.org",
                action,
                "file",
                "leavers.csv",
                "Bob",
                "ill",
                null,
                null,
                null,
                "not jane@x.org",
                null,
                outcome);
    }

    private static Claim claim(String requestId, int attempt) {
        return new Claim(1, "B1", JANE, "file", requestId, attempt, 0, 0, 0, 0, 0, Long.MAX_VALUE, false);
    }
}
