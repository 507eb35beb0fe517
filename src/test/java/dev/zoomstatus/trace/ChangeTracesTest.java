package dev.zoomstatus.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import dev.zoomstatus.ledger.Batch;
import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.ledger.Origin;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a trace of a change holds, and what it does not. */
class ChangeTracesTest {

    private static final Origin FILE = Origin.file(new Batch("B1", "leavers.csv", 0, 0, 0, 0));
    private static final StatusChange JANE =
            new StatusChange("Jane@x.org", Action.DEACTIVATE, "R1", null, "ill", "Bob");

    private final TestTraces seen = new TestTraces();
    private final ChangeTraces traces = seen.on();

    @Test
    void acceptanceAndCallsAreOneTrace() {
        traces.accepted(FILE, List.of(Row.of(2, "deactivate", JANE)));
        traces.answered(traces.called(claim("R1", 1)), 503, null, null);
        traces.answered(traces.called(claim("R1", 2)), 204, null, "UPDATED");

        assertThat(seen.spans())
                .hasSize(3)
                .extracting(SpanData::getTraceId)
                .containsOnly(TraceName.of("R1").traceId());
        SpanData acceptance = seen.spans().get(0);
        assertThat(acceptance.getParentSpanContext().isValid()).isFalse();
        assertThat(seen.spans().subList(1, 3))
                .extracting(SpanData::getParentSpanId)
                .containsOnly(acceptance.getSpanId());
    }

    @Test
    void theTraceIsFoundByTheRequestId() {
        // printf %s R1 | sha256sum | cut -c1-32
        assertThat(TraceName.of("R1").traceId()).isEqualTo("a791366f6f6201254edcac9ec72017b1");
    }

    @Test
    void aRowWithoutARequestIdHasTheTraceOfItsLine() {
        StatusChange unnamed = new StatusChange("Jane@x.org", Action.DEACTIVATE, null, null, null, null);

        traces.accepted(FILE, List.of(Row.of(7, "deactivate", unnamed)));

        assertThat(seen.spans())
                .extracting(SpanData::getTraceId)
                .containsExactly(TraceName.of("B1-7").traceId());
    }

    @Test
    void theOutcomeIsTold() {
        traces.accepted(FILE, List.of(new Row(3, "jane@x.org", "jane@x.org", "R2", null, "action: say what")));
        traces.answered(traces.called(claim("R1", 1)), 404, 1001, "NOT_FOUND");
        traces.answered(traces.called(claim("R1", 1)), null, null, null);

        assertThat(seen.spans())
                .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("zoom.change.outcome")))
                .containsExactly("INVALID", "NOT_FOUND", "later");
    }

    @Test
    void nothingOfTheUserOrOfAnybodysTextIsInIt() {
        traces.accepted(
                FILE,
                List.of(
                        Row.of(2, "deactivate", JANE),
                        new Row(
                                3,
                                "jane@x.org",
                                "jane@x.org",
                                "jane@x.org",
                                null,
                                "action: say what, not jane@x.org")));
        traces.answered(traces.called(claim("jane@x.org", 1)), 204, null, "UPDATED");

        assertThat(seen.spans().toString()).doesNotContainIgnoringCase("jane").doesNotContain("ill", "Bob", "leavers");
    }

    @Test
    void oneUserIsKnownByTheSameHashInAllSpans() {
        traces.accepted(FILE, List.of(Row.of(2, "deactivate", JANE)));
        traces.answered(traces.called(claim("R1", 1)), 204, null, "UPDATED");

        assertThat(seen.spans())
                .extracting(span -> span.getAttributes().get(AttributeKey.stringKey("enduser.pseudo.id")))
                .containsOnly(TraceName.hash("jane@x.org").substring(0, 16));
    }

    @Test
    void switchedOffNothingIsTraced() {
        assertThat(TestTraces.off().called(claim("R1", 1)).isRecording()).isFalse();
    }

    private static Claim claim(String requestId, int attempt) {
        return new Claim(1, "B1", JANE, "file", requestId, attempt, 0, 0, 0, 0, Long.MAX_VALUE, false);
    }
}
