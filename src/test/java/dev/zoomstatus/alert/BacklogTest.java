package dev.zoomstatus.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.LogLines;
import dev.zoomstatus.SettableClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A channel that is down loses no count, is not asked too often, and is told of once in a while. */
class BacklogTest {

    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
    private final LogLines log = new LogLines("dev.zoomstatus.alert");
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final OtherSide other = new OtherSide();
    private final Backlog backlog = new Backlog(other, metrics, clock);

    /** The channel: each attempt ends when, and as, the test says. */
    private static final class OtherSide implements Channel {

        private final List<Digest> tried = new ArrayList<>();
        private CompletableFuture<Void> last = new CompletableFuture<>();
        private boolean on = true;

        @Override
        public String name() {
            return "webhook";
        }

        @Override
        public String key() {
            return "alert.webhook-url";
        }

        @Override
        public boolean isOn() {
            return on;
        }

        @Override
        public CompletableFuture<Void> send(Digest digest) {
            tried.add(digest);
            last = new CompletableFuture<>();
            return last;
        }
    }

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void aDigestIsSentOnce() {
        keep(Alert.FAILED, "u1");
        backlog.work();
        other.last.complete(null);
        backlog.work();

        assertThat(other.tried).hasSize(1);
        assertThat(count("sent")).isEqualTo(1);
    }

    @Test
    void nothingIsKeptForAChannelThatIsOff() {
        other.on = false;
        keep(Alert.FAILED, "u1");
        other.on = true;
        backlog.work();

        assertThat(other.tried).isEmpty();
    }

    @Test
    void oneIsUnderWayAtATime() {
        keep(Alert.FAILED, "u1");
        keep(Alert.REJECTED, "u2");
        backlog.work();
        backlog.work();

        assertThat(other.tried).hasSize(1);
    }

    @Test
    void whatHappenedFirstIsSentFirst() {
        keep(Alert.RESUMED, "goes on");
        clock.advance(Duration.ofSeconds(1));
        keep(Alert.PAUSED, "stops");
        backlog.work();

        assertThat(other.tried).extracting(Digest::kind).containsExactly(Alert.RESUMED);
    }

    @Test
    void whatComesWhileItIsDownIsMergedAndSentInOne() {
        keep(Alert.FAILED, "u1");
        backlog.work();
        keep(Alert.FAILED, "u2");
        keep(Alert.FAILED, "u3");
        fail(later(Duration.ZERO));
        clock.advance(Duration.ofSeconds(1));
        backlog.work();

        assertThat(other.tried.get(1).count()).isEqualTo(3);
        assertThat(other.tried.get(1).examples()).containsExactly("u1", "u2", "u3");
    }

    @Test
    void theWaitDoublesUpToFiveMinutes() {
        keep(Alert.FAILED, "u1");
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            backlog.work();
            fail(later(Duration.ZERO));
            waits.add(waitedUntilTriedAgain());
        }

        assertThat(waits).containsExactly(1L, 2L, 4L, 8L, 16L, 32L, 64L, 128L, 256L, 300L, 300L, 300L);
    }

    @Test
    void retryAfterIsHonoured() {
        keep(Alert.FAILED, "u1");
        backlog.work();
        fail(later(Duration.ofSeconds(77)));

        assertThat(waitedUntilTriedAgain()).isEqualTo(77);
    }

    @Test
    void whatIsRefusedIsDroppedAndTold() {
        keep(Alert.FAILED, "u1");
        backlog.work();
        fail(UndeliveredException.refused("it answers 404; check the address"));
        backlog.work();

        assertThat(other.tried).hasSize(1);
        assertThat(count("dropped")).isEqualTo(1);
        assertThat(log.messages())
                .containsExactly("alert.webhook-url: 1 alerts FAILED are dropped: it answers 404; check the address");
    }

    @Test
    void afterAnHourADigestIsDroppedAndTold() {
        keep(Alert.FAILED, "u1");
        clock.advance(Duration.ofHours(1));
        backlog.work();
        fail(later(Duration.ZERO));

        assertThat(count("dropped")).isEqualTo(1);
        assertThat(log.messages())
                .containsExactly("alert.webhook-url: 1 alerts FAILED are dropped: given up, it answers 500");
    }

    @Test
    void somethingNewerGivesADigestAnotherHour() {
        keep(Alert.FAILED, "u1");
        clock.advance(Duration.ofMinutes(59));
        keep(Alert.FAILED, "u2");
        clock.advance(Duration.ofMinutes(1));
        backlog.work();
        fail(later(Duration.ZERO));

        assertThat(count("dropped")).isZero();
    }

    @Test
    void thatItDoesNotWorkIsToldOnceInTenMinutesAndThatItWorksAgain() {
        keep(Alert.FAILED, "u1");
        for (int i = 0; i < 5; i++) {
            backlog.work();
            fail(later(Duration.ZERO));
            clock.advance(Duration.ofMinutes(1));
        }
        backlog.work();
        other.last.complete(null);
        backlog.work();

        assertThat(log.messages())
                .containsExactly(
                        "alert.webhook-url: alerts cannot be sent, tried again: it answers 500",
                        "alert.webhook-url: alerts are sent again");
        assertThat(count("failed")).isEqualTo(5);
    }

    @Test
    void ofAFaultOnlyItsKindIsTold() {
        keep(Alert.FAILED, "u1");
        backlog.work();
        fail(new IllegalStateException("http://localhost/secret"));

        assertThat(log.messages())
                .containsExactly(
                        "alert.webhook-url: alerts cannot be sent, tried again: no answer (IllegalStateException)");
    }

    @Test
    void atTheStopAllIsTriedWithoutWaitingForItsTime() {
        keep(Alert.FAILED, "u1");
        backlog.work();
        fail(later(Duration.ofHours(1)));
        keep(Alert.REJECTED, "u2");

        assertThat(backlog.workAll()).hasSize(2);
    }

    @Test
    void whatIsNotTakenAtTheStopIsDroppedAndTold() {
        keep(Alert.FAILED, "u1");
        backlog.workAll();
        backlog.end();

        assertThat(count("dropped")).isEqualTo(1);
        assertThat(log.messages())
                .containsExactly("alert.webhook-url: 1 alerts FAILED are dropped: not sent before the stop");
    }

    private void keep(Alert kind, String example) {
        backlog.keep(Digest.of(kind, example, clock.instant()));
    }

    /** Ends the attempt under way, and has it noted. */
    private void fail(Exception failure) {
        other.last.completeExceptionally(failure);
        backlog.work();
    }

    private static UndeliveredException later(Duration notBefore) {
        return UndeliveredException.later("it answers 500", notBefore);
    }

    private long waitedUntilTriedAgain() {
        int before = other.tried.size();
        long seconds = 0;
        for (; other.tried.size() == before; seconds++) {
            clock.advance(Duration.ofSeconds(1));
            backlog.work();
        }
        return seconds;
    }

    private double count(String result) {
        return metrics.counter("zoom.alert.deliveries", "channel", "webhook", "result", result)
                .count();
    }
}
