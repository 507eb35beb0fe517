package dev.zoomstatus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.zoomstatus.SettableClock;
import dev.zoomstatus.TestSettings;
import dev.zoomstatus.alert.AlertSettings;
import dev.zoomstatus.alert.Alerts;
import dev.zoomstatus.alert.Digest;
import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.StatusChange;
import dev.zoomstatus.ledger.AccountState;
import dev.zoomstatus.ledger.AuditEntry;
import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.ledger.TestLedger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls stop for all users, a person is told, and they go on by themselves; on a real ledger. */
class AccountPauseTest {

    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
    private final Alerts alerts =
            new Alerts(TestSettings.of(AlertSettings.class, Map.of()), new SimpleMeterRegistry(), clock);
    private TestLedger ledger;
    private AccountPause pause;

    @BeforeEach
    void open(@TempDir Path folder) {
        ledger = new TestLedger(folder, clock);
        pause = pause();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void saysWhatToMend() {
        pause.needs("zoom.body-format: Zoom wants JSON; set it to json");

        assertThat(state().kind()).isEqualTo("SET_UP");
        assertThat(state().reason()).isEqualTo("zoom.body-format: Zoom wants JSON; set it to json");
    }

    @Test
    void saysThatZoomIsUnreachable() {
        pause.unreachable("no answer in time");

        assertThat(state().kind()).isEqualTo("UNREACHABLE");
        assertThat(state().reason()).isEqualTo("Zoom unreachable: no answer in time");
    }

    @Test
    void saysWhenADaysLimitEnds() {
        pause.dailyLimit(Instant.parse("2026-11-23T18:00:00Z"), "You have reached the maximum daily rate limit");

        assertThat(state().kind()).isEqualTo("DAILY_LIMIT");
        assertThat(state().reason())
                .isEqualTo("You have reached the maximum daily rate limit; calls go on at 2026-11-23T18:00:00Z");
    }

    @Test
    void triesOneCallAfterTheProbeInterval() {
        pause.needs("mend it");

        assertThat(state().probeAt()).isEqualTo(millis("2026-11-23T12:01:00Z"));
    }

    @Test
    void triesNoCallBeforeTheTimeThatZoomGaveForADaysLimit() {
        pause.dailyLimit(Instant.parse("2026-11-23T18:00:00Z"), "daily");

        assertThat(state().probeAt()).isEqualTo(millis("2026-11-23T18:00:00Z"));
    }

    @Test
    void goesOnAtTheTimeThatZoomGaveForADaysLimitHoweverNear() {
        pause.dailyLimit(clock.instant().plusSeconds(5), "daily");

        assertThat(state().probeAt()).isEqualTo(clock.instant().plusSeconds(5).toEpochMilli());
    }

    @ParameterizedTest(name = "a day''s limit met at {0} ends at {1}")
    @CsvSource({
        "2026-11-23T12:00:00Z, 2026-11-24T00:00:00Z",
        "2026-11-23T23:59:59.999Z, 2026-11-24T00:00:00Z",
        "2026-11-24T00:00:00Z, 2026-11-25T00:00:00Z",
        "2026-12-31T12:00:00Z, 2027-01-01T00:00:00Z"
    })
    void waitsForTheNextDayIfZoomGaveNoTime(String now, String end) {
        clock.set(now);
        pause.dailyLimit(null, "daily");

        assertThat(state().probeAt()).isEqualTo(millis(end));
    }

    @Test
    void triesNoCallBeforeTheProbeIntervalIfTheTimeThatZoomGaveIsOver() {
        pause.dailyLimit(Instant.parse("2026-11-23T11:00:00Z"), "daily");

        assertThat(state().probeAt()).isEqualTo(millis("2026-11-23T12:01:00Z"));
    }

    @Test
    void tellsAPersonOnceHoweverOftenItBegins() {
        for (int i = 0; i < 3; i++) {
            pause.needs("zoom.api-url: mend it");
            clock.advance(Duration.ofHours(1));
        }

        assertThat(told()).containsExactly("calls to Zoom are paused, no change is lost: zoom.api-url: mend it");
    }

    @Test
    void tellsAPersonAgainWhenItBecomesAnother() {
        pause.unreachable("no answer");
        clock.advance(Duration.ofHours(1));
        pause.needs("zoom.api-url: mend it");

        assertThat(told()).hasSize(2);
    }

    @Test
    void beganWhenItsFirstKindBegan() {
        pause.unreachable("no answer");
        clock.advance(Duration.ofHours(1));
        pause.needs("zoom.api-url: mend it");

        assertThat(state().pausedSince()).isEqualTo(millis("2026-11-23T12:00:00Z"));
    }

    @Test
    void tellsAPersonOnceThatItIsOver() {
        pause.needs("mend it");
        clock.advance(Duration.ofMinutes(10));
        told();
        pause.end(claim());
        pause.end(claim());

        assertThat(told()).containsExactly("calls to Zoom go on after a pause of 600 s");
    }

    @Test
    void isEndedByACallThatWasBegunAfterIt() {
        pause.needs("mend it");
        clock.advance(Duration.ofMillis(1));
        pause.end(claim());

        assertThat(state().paused()).isFalse();
    }

    @Test
    void isNotEndedByACallThatWasUnderWayWhenItBegan() {
        Claim underWay = claim();
        clock.advance(Duration.ofMillis(1));
        pause.needs("mend it");
        pause.end(underWay);

        assertThat(state().paused()).isTrue();
    }

    @Test
    void saysNothingWhenThereWasNone() {
        pause.end(claim());

        assertThat(told()).isEmpty();
    }

    @Test
    void standsInTheAuditTrail() {
        pause.needs("mend it");
        clock.advance(Duration.ofMinutes(10));
        pause.end(claim());

        assertThat(ledger.auditTrail().uncopied(9))
                .extracting(AuditEntry::event, AuditEntry::message)
                .containsExactly(tuple("paused", "mend it"), tuple("resumed", "paused for 600 s"));
    }

    @Test
    void survivesARestartAndTriesOneCallAtOnce() {
        pause.needs("mend it");
        pause().afterStart();

        assertThat(state().paused()).isTrue();
        assertThat(state().probeAt()).isZero();
    }

    @Test
    void ofADaysLimitIsNotTriedAfterARestart() {
        pause.dailyLimit(null, "daily");
        pause().afterStart();

        assertThat(state().probeAt()).isEqualTo(millis("2026-11-24T00:00:00Z"));
    }

    /** What people were told since they were asked last. */
    @SuppressWarnings("unchecked") // the list that the step makes
    private List<String> told() {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        alerts.process(exchange);
        List<Digest> digests = exchange.getMessage().getBody(List.class);
        return digests.stream().flatMap(digest -> digest.examples().stream()).toList();
    }

    @Test
    void whatFailsAsAProbeIsForgottenWhenAnotherPauseBegins() {
        pause.needs("mend it");
        pause.probeFailed(claim());
        List<Long> failed = List.copyOf(pause.probedInVain());
        pause.end(claim());
        pause.needs("mend that");

        assertThat(failed).containsExactly(1L);
        assertThat(pause.probedInVain()).isEmpty();
    }

    @Test
    void ofADaysLimitIsNotCutShortByAnother() {
        pause.dailyLimit(Instant.parse("2026-11-23T18:00:00Z"), "daily");
        pause.needs("a scope");
        pause.unreachable("no answer in time");
        pause.dailyLimit(Instant.parse("2026-11-23T12:00:01Z"), "daily");

        assertThat(state().kind()).isEqualTo("DAILY_LIMIT");
        assertThat(state().probeAt()).isEqualTo(millis("2026-11-23T18:00:00Z"));
    }

    @Test
    void afterAStartADaysCallsThatTheSettingsAllowAreCountedAnew() {
        pause.dayIsUsedUp("zoom.plan: the 6000 calls of the day are used up");
        long before = state().probeAt();
        pause.afterStart();

        assertThat(before).isEqualTo(millis("2026-11-24T00:00:00Z"));
        assertThat(state().probeAt()).isZero();
    }

    @Test
    void anotherIsTriedOnceOneChangeWasCalledFiveTimes() {
        pause.needs("a scope");
        pause.refused(claim(1, 4));
        List<Long> afterFour = List.copyOf(pause.probedInVain());
        pause.refused(claim(1, 5));

        assertThat(afterFour).isEmpty();
        assertThat(pause.probedInVain()).containsExactly(1L);
    }

    @Test
    void whatIsRefusedForOneChangeAloneIsItsOwn() {
        pause.needs("a scope");
        boolean before = pause.isRefusedAlone(claim());
        pause.refused(claim(1, 5));
        pause.end(claim(2));

        assertThat(before).isFalse();
        assertThat(pause.isRefusedAlone(claim())).isTrue();
        assertThat(pause.isRefusedAlone(claim(2))).isFalse();
    }

    private AccountPause pause() {
        return new AccountPause(ledger.account(), alerts, TestSettings.zoom(Map.of()), clock);
    }

    private AccountState state() {
        return ledger.account().state();
    }

    private Claim claim() {
        return claim(1);
    }

    private Claim claim(long id) {
        return claim(id, 1);
    }

    private Claim claim(long id, int attempt) {
        StatusChange change = new StatusChange("u1", Action.ACTIVATE, null, null, null, null);
        return new Claim(id, null, change, "file", "R1", attempt, 0, 0, 0, clock.millis(), 0, 0, true);
    }

    private static long millis(String time) {
        return Instant.parse(time).toEpochMilli();
    }
}
