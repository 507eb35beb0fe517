package dev.zoomstatus.dispatch;

import dev.zoomstatus.zoom.AnswerTable;
import dev.zoomstatus.zoom.ZoomAnswer;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntPredicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Metric {@code zoom.calls}: how long calls take, by HTTP status and Zoom's code. A status that HTTP does not have and a
 * code that is not in the table of answers count as {@code other}: an answer may hold any number, and each value of a tag
 * is a series for as long as the process lives.
 */
@ApplicationScoped
public class CallTimes {

    private static final Duration[] BUCKETS = Stream.of(10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000)
            .map(Duration::ofMillis)
            .toArray(Duration[]::new);

    private record Tags(String http, String code) {}

    private final MeterRegistry metrics;
    private final Map<Tags, Timer> timers = new ConcurrentHashMap<>();

    /** Registers with the given metrics. */
    public CallTimes(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** Counts a call that took that long. */
    void record(ZoomAnswer answer, long millis) {
        timers.computeIfAbsent(tags(answer), this::timer).record(Duration.ofMillis(Math.max(0, millis)));
    }

    private static Tags tags(ZoomAnswer answer) {
        return new Tags(named(answer.httpStatus(), CallTimes::isHttp), named(answer.zoomCode(), AnswerTable::names));
    }

    private Timer timer(Tags tags) {
        return Timer.builder("zoom.calls")
                .tag("http", tags.http())
                .tag("code", tags.code())
                .serviceLevelObjectives(BUCKETS)
                .register(metrics);
    }

    private static String named(@Nullable Integer number, IntPredicate known) {
        if (number == null) {
            return "none";
        }
        return known.test(number) ? number.toString() : "other";
    }

    /** Those of RFC 9110. */
    private static boolean isHttp(int status) {
        return status >= 100 && status <= 599;
    }
}
