package dev.zoomstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.demo.Reply;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The pace of calls when Zoom says that they come too fast. */
class PaceIT extends PackagedTest {

    @Test
    void besideAnotherApplicationThatTakesHalfOfTheLimitItGoesSlowerAndComesBackAfter() throws IOException {
        OtherApplication other = new OtherApplication(20);
        zoom.answerAll(call -> other.leaves(40) ? Reply.noContent() : tooFast());
        application.with("ZOOM_RATE_LIMIT", "40").start().drop("some.csv", activations("u", 300));
        awaitLogged("Zoom says that calls come too fast");

        assertThat(awaitResult("some.csv")).hasSize(300).allMatch(row -> row.contains(",UPDATED,204,"));
        // It finds its place again and again, a few calls each time: far from one refusal for each that is accepted.
        assertThat(zoom.calls().stream().filter(call -> call.status() == 429).count())
                .isLessThan(60);

        other.stops();
        application.drop("more.csv", activations("v", 900));
        awaitLogged("back at the full pace of 39.2 a second");
    }

    @Test
    void noCallGoesWhileZoomAsksToWait() throws IOException {
        AtomicReference<Instant> until = new AtomicReference<>(Instant.MAX);
        zoom.answerAll(call -> until.compareAndSet(Instant.MAX, Instant.now().plusSeconds(8))
                ? Reply.tooFast(String.valueOf(until.get()))
                : Reply.noContent());
        application.with("ZOOM_RATE_LIMIT", "40").start().drop("some.csv", activations("u", 30));
        awaitResult("some.csv");

        Instant end = Objects.requireNonNull(until.get());
        Instant allHadArrived = end.minusSeconds(5); // those too that were on their way when Zoom said so
        assertThat(zoom.calls())
                .noneMatch(call -> call.at().isAfter(allHadArrived) && call.at().isBefore(end));
    }

    @Test
    void aDailyLimitStopsAllCallsUntilTheTimeGiven() throws IOException {
        zoom.everyCall(Reply.error(429, 429, "You have reached the maximum daily rate limit for this API.")
                .withHeader(
                        "Retry-After", Instant.now().plus(Duration.ofHours(5)).toString()));
        application.start().drop("some.csv", activations("u", 3));
        awaitLogged("ALERT PAUSED");
        int calls = zoom.calls().size();
        application.kill();
        application.start();
        awaitStarted();
        await(() -> application.logged().split("Ready: drop").length == 3);

        assertThat(zoom.calls()).hasSize(calls);
        assertThat(application.logged()).containsPattern("maximum daily rate limit.*; calls go on at ");
    }

    /** Takes its part of every second from the account's limit. */
    private static final class OtherApplication {

        private final AtomicInteger perSecond;
        private long second;
        private int calls;

        OtherApplication(int perSecond) {
            this.perSecond = new AtomicInteger(perSecond);
        }

        void stops() {
            perSecond.set(0);
        }

        synchronized boolean leaves(int limit) {
            long now = Instant.now().getEpochSecond();
            if (now != second) {
                second = now;
                calls = 0;
            }
            return ++calls <= limit - perSecond.get();
        }
    }

    private static Reply tooFast() {
        return Reply.tooFast(
                Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(2).toString());
    }

    private static String activations(String user, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> user + i + "@x.org,activate\n")
                .collect(Collectors.joining("", "user,action\n", ""));
    }
}
