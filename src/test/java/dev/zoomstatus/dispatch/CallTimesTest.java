package dev.zoomstatus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.zoom.ZoomAnswer;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The metric {@code zoom.calls} has few series, whatever Zoom, or what answers in its place, says. */
class CallTimesTest {

    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @ParameterizedTest(name = "HTTP {0}, code {1}: http={2}, code={3}")
    @CsvSource({
        "204, , 204, none",
        "404, 1001, 404, 1001",
        "400, 124, 400, 124",
        "599, , 599, none",
        ", , none, none",
        "404, 918273, 404, other",
        "400, -1, 400, other",
        "0, , other, none",
        "99, , other, none",
        "600, 300, other, 300",
        "99999, 99999, other, other"
    })
    void anAnswerIsCountedUnderWhatIsKnownOfIt(
            @Nullable Integer status, @Nullable Integer code, String http, String counted) {
        new CallTimes(metrics)
                .record(new ZoomAnswer(ZoomAnswer.Kind.UNEXPECTED, status, code, "", null, null, false, null), 5);

        assertThat(metrics.get("zoom.calls").timer().getId().getTags())
                .containsExactlyInAnyOrder(Tag.of("http", http), Tag.of("code", counted));
    }
}
