package dev.zoomstatus.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.LogLines;
import dev.zoomstatus.SettableClock;
import dev.zoomstatus.TestSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People hear of everything, and are not flooded. */
class AlertsTest {

    private static final Duration WINDOW = Duration.ofSeconds(60);

    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
    private final LogLines log = new LogLines("dev.zoomstatus.alert");
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Alerts alerts =
            new Alerts(TestSettings.of(AlertSettings.class, Map.of("alert.window", "60s")), metrics, clock);

    @AfterEach
    void close() {
        log.close();
    }

    @Test
    void theFirstIsSentAtOnce() {
        raise(Alert.NOT_FOUND, "deactivate u1: no such user");

        assertThat(log.messages()).containsExactly("ALERT NOT_FOUND: deactivate u1: no such user");
    }

    @Test
    void whatFollowsWithinTheWindowIsGathered() {
        raise(Alert.NOT_FOUND, 5);
        clock.advance(WINDOW.minusMillis(1));
        send();

        assertThat(log.messages()).hasSize(1);
    }

    @Test
    void whatWasGatheredIsSentAtTheWindowsEndWithItsCountAndExamples() {
        raise(Alert.NOT_FOUND, 4);
        clock.advance(WINDOW);
        send();

        assertThat(log.messages().get(1))
                .isEqualTo("ALERT NOT_FOUND: 3 about users that Zoom does not know, for example: u2 | u3 | u4");
    }

    @Test
    void examplesAreTenAtMost() {
        raise(Alert.NOT_FOUND, 101);
        clock.advance(WINDOW);
        send();

        assertThat(log.messages().get(1))
                .startsWith("ALERT NOT_FOUND: 100 about")
                .contains(" | u11")
                .doesNotContain("u12");
    }

    @Test
    void examplesAreShort() {
        raise(Alert.REJECTED, "x".repeat(100_000));

        assertThat(log.messages().get(0)).hasSizeLessThan(500).endsWith("…");
    }

    @Test
    void anAlertAfterTheWindowTakesWhatWasGatheredAlong() {
        raise(Alert.FAILED, 2);
        clock.advance(WINDOW);
        raise(Alert.FAILED, "u3");

        assertThat(log.messages().get(1)).isEqualTo("ALERT FAILED: 2 given up, for example: u2 | u3");
    }

    @Test
    void aWindowBeginsWithEachAlertSent() {
        raise(Alert.FAILED, 2);
        clock.advance(WINDOW);
        send();
        raise(Alert.FAILED, "u3");

        assertThat(log.messages()).hasSize(2);
    }

    @Test
    void nothingIsSentWhenNothingHappened() {
        raise(Alert.FAILED, 1);
        clock.advance(WINDOW);
        send();

        assertThat(log.messages()).hasSize(1);
    }

    @Test
    void eachKindIsGatheredByItself() {
        raise(Alert.FAILED, 2);
        raise(Alert.REJECTED, 2);

        assertThat(log.messages()).containsExactly("ALERT FAILED: u1", "ALERT REJECTED: u1");
    }

    @ParameterizedTest
    @EnumSource(Alert.class)
    void whatWaitsAtTheEndOfTheProcessIsSent(Alert kind) {
        raise(kind, 3);
        alerts.takeAll().forEach(new AlertLog()::write);

        assertThat(log.messages().get(1)).startsWith("ALERT " + kind + ": 2 ").endsWith(": u2 | u3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "first\nsecond",
                "first\r\nALERT PAUSED: forged",
                "\u001b[2J\u001b[31mred",
                "null\u0000bell\u0007",
                "next\u0085line\u2028line\u2029paragraph",
                "bidi\u202eoverride"
            })
    void anAlertIsOneLineWhateverIsInIt(String text) {
        raise(Alert.REJECTED, text);

        assertThat(log.messages()).singleElement().asString().matches("ALERT REJECTED: [\\P{C}&&\\P{Zl}&&\\P{Zp}]+");
    }

    @Test
    void aTextThatLooksLikeAFormatIsTakenAsItIs() {
        raise(Alert.REJECTED, "100 %s of {0} ${x}");

        assertThat(log.messages()).containsExactly("ALERT REJECTED: 100 %s of {0} ${x}");
    }

    @Test
    void eachIsCountedWhetherSentOrGathered() {
        raise(Alert.FAILED, 3);

        assertThat(metrics.counter("zoom.alerts", "kind", "FAILED").count()).isEqualTo(3);
    }

    private void raise(Alert kind, String text) {
        alerts.raise(kind, text);
        send();
    }

    private void raise(Alert kind, int times) {
        for (int i = 1; i <= times; i++) {
            raise(kind, "u" + i);
        }
    }

    /** As the route "send-alerts" does. */
    private void send() {
        alerts.takeDue().forEach(new AlertLog()::write);
    }
}
