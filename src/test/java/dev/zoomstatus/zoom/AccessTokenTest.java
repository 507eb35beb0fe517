package dev.zoomstatus.zoom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoomstatus.SettableClock;
import dev.zoomstatus.TestSettings;
import dev.zoomstatus.demo.PretendZoom;
import dev.zoomstatus.demo.Reply;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a token is fetched, kept, renewed and given up; against the pretend Zoom on a real socket. */
class AccessTokenTest {

    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private PretendZoom zoom;
    private CloseableHttpClient client;
    private AccessToken token;

    @BeforeEach
    void start() throws IOException {
        zoom = PretendZoom.start();
        ZoomSettings settings = TestSettings.zoom(zoom, Map.of());
        client = TestConnections.client(settings);
        token = new AccessToken(new TokenEndpoint(settings, client), metrics, clock);
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        zoom.close();
    }

    @Test
    void isFetchedAsZoomsContractWantsIt() throws TokenException {
        String fetched = token.current();

        assertThat(zoom.tokensMade()).containsExactly(fetched);
        assertThat(zoom.violations()).isEmpty();
    }

    @Test
    void isFetchedOnceForManyCalls() throws TokenException {
        String first = token.current();
        clock.advance(Duration.ofMinutes(58));

        assertThat(token.current()).isEqualTo(first);
        assertThat(zoom.tokenFetches()).hasSize(1);
    }

    @Test
    void isFetchedOnceForThreadsThatWantItAtTheSameTime() throws Exception {
        int threads = 16;
        CyclicBarrier together = new CyclicBarrier(threads);
        Callable<String> use = () -> {
            together.await();
            return token.current();
        };
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            for (Future<String> got : pool.invokeAll(Collections.nCopies(threads, use))) {
                assertThat(got.get()).isEqualTo(zoom.tokensMade().get(0));
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(zoom.tokenFetches()).hasSize(1);
    }

    @ParameterizedTest(name = "a token that lives {0} is renewed after {1}")
    @CsvSource({
        "PT1H, PT59M",
        "PT3M, PT2M",
        "PT65S, PT5S",
        "PT1M, PT30S", // no longer than that minute: after half its life
        "PT10S, PT5S",
        "PT48H, PT23H59M", // for a day at most, whatever is promised
    })
    void isRenewedBeforeItsEnd(Duration life, Duration renewed) throws TokenException {
        zoom.expiresIn(life);
        String first = token.current();
        clock.advance(renewed.minusMillis(1));
        assertThat(token.current()).isEqualTo(first);
        clock.advance(Duration.ofMillis(1));

        assertThat(token.current()).isNotEqualTo(first);
    }

    @ParameterizedTest(name = "expires_in {0} is taken for {1}")
    @CsvSource({"null, PT59M", "\"soon\", PT59M", "0, PT1S", "-5, PT1S", "99999999999, PT23H59M"})
    void hasAUsefulLifeWhateverIsSaidOfIt(String expiresIn, Duration renewed) throws TokenException {
        zoom.tokenAnswers(Reply.jsonText(200, "{\"access_token\":\"t1\",\"expires_in\":" + expiresIn + "}"));
        token.current();
        clock.advance(renewed);

        assertThat(token.current()).isNotEqualTo("t1");
    }

    @Test
    void isKeptWhileItsRenewalFailsAndItIsStillGood() throws TokenException {
        String first = token.current();
        zoom.everyToken(Reply.empty(503));
        clock.advance(Duration.ofMinutes(59).plusSeconds(30));

        assertThat(token.current()).isEqualTo(first);
        assertThat(token.problem()).contains("503");
    }

    @Test
    void isRenewedAgainASecondAfterItsRenewalFailed() throws TokenException {
        String first = token.current();
        clock.advance(Duration.ofMinutes(59));
        zoom.tokenAnswers(Reply.empty(503));
        token.current();
        clock.advance(Duration.ofSeconds(1));

        assertThat(token.current()).isNotEqualTo(first);
        assertThat(token.problem()).isNull();
    }

    @Test
    void isGoneWhenItHasEndedAndItsRenewalFails() throws TokenException {
        token.current();
        zoom.everyToken(Reply.empty(503));
        clock.advance(Duration.ofHours(1));

        assertThatThrownBy(token::current).isInstanceOf(TokenException.class).hasMessageContaining("503");
    }

    @Test
    void isFetchedAnewAfterZoomRefusedIt() throws TokenException {
        String first = token.current();
        clock.advance(Duration.ofSeconds(1));
        token.refused(first);

        assertThat(token.current()).isNotEqualTo(first);
    }

    @Test
    void isKeptWhenZoomRefusesAnOlderOne() throws TokenException {
        String first = token.current();
        clock.advance(Duration.ofSeconds(1));
        token.refused(first);
        String second = token.current();
        clock.advance(Duration.ofSeconds(1));
        boolean setUp = token.refused(first); // a call that was under way with it

        assertThat(setUp).isFalse();
        assertThat(token.current()).isEqualTo(second);
    }

    @Test
    void meansTheSetUpWhenItIsRefusedTwiceInARow() throws TokenException {
        assertThat(token.refused(token.current())).isFalse();
        clock.advance(Duration.ofSeconds(1));

        assertThat(token.refused(token.current())).isTrue();
    }

    @Test
    void doesNotMeanTheSetUpWhenOneWasAcceptedInBetween() throws TokenException {
        token.refused(token.current());
        clock.advance(Duration.ofSeconds(1));
        String second = token.current();
        token.accepted();

        assertThat(token.refused(second)).isFalse();
    }

    @Test
    void isFreshAfterItWasGivenUp() throws TokenException {
        String first = token.current();
        clock.advance(Duration.ofSeconds(1));
        token.giveUp();

        assertThat(token.current()).isNotEqualTo(first);
    }

    @Test
    void isNotFetchedTwiceWithinASecond() throws TokenException {
        token.refused(token.current());
        clock.advance(Duration.ofMillis(999));

        assertThatThrownBy(token::current)
                .isInstanceOfSatisfying(TokenException.class, early -> assertThat(early.isSetUp())
                        .isFalse());
        assertThat(zoom.tokenFetches()).hasSize(1);
    }

    @Test
    void isNoProblemWhileTheFloorBetweenFetchesHoldsItBack() throws TokenException {
        token.refused(token.current());
        assertThatThrownBy(token::current).isInstanceOf(TokenException.class);

        assertThat(token.problem()).isNull();
    }

    @Test
    void saysTheSameAgainWithinASecondOfAFailure() {
        zoom.tokenAnswers(Reply.empty(503));
        TokenException first = failure();
        clock.advance(Duration.ofMillis(999));

        assertThat(failure()).isSameAs(first);
        assertThat(zoom.tokenFetches()).hasSize(1);
    }

    @Test
    void isFetchedWhenTheMachinesClockWasSetBack() throws TokenException {
        String first = token.current();
        token.refused(first);
        clock.advance(Duration.ofHours(-1));

        assertThat(token.current()).isNotEqualTo(first);
    }

    @Test
    void letsOthersTellAndAskWhileAFetchHangs() throws Exception {
        String first = token.current();
        clock.advance(Duration.ofMinutes(59));
        Thread fetch = fetchThatHangs();

        token.accepted();
        token.refused(first);

        assertThat(token.problem()).isNull();
        assertThat(zoom.tokenFetches()).as("fetches that have ended").hasSize(1);
        fetch.join();
    }

    @Test
    void isUsedByOthersWhileItsRenewalHangs() throws Exception {
        String first = token.current();
        clock.advance(Duration.ofMinutes(59));
        Thread fetch = fetchThatHangs();

        assertThat(token.current()).isEqualTo(first);
        assertThat(zoom.tokenFetches()).as("fetches that have ended").hasSize(1);
        fetch.join();
    }

    @Test
    void isNotFetchedAgainByEachThatHasWaitedForAFetchInVain() throws Exception {
        Thread fetch = fetchThatHangs();
        Thread waits = new Thread(this::currentOrNothing);
        waits.start();
        Awaitility.await().until(() -> waits.getState() == Thread.State.WAITING);
        clock.advance(Duration.ofSeconds(35));
        fetch.join();
        waits.join();

        assertThat(zoom.tokenFetches()).hasSize(1);
        assertThat(List.of(fetches("failed"), fetches("fetched"))).containsExactly(1.0, 0.0);
    }

    private Thread fetchThatHangs() {
        zoom.tokenAnswers(Reply.delayed(Duration.ofSeconds(2), Reply.empty(503)));
        Thread fetch = new Thread(this::currentOrNothing);
        fetch.start();
        Awaitility.await().until(() -> isAsking(fetch));
        return fetch;
    }

    private static boolean isAsking(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .anyMatch(frame -> frame.getClassName().equals(TokenEndpoint.class.getName()));
    }

    private void currentOrNothing() {
        try {
            token.current();
        } catch (TokenException e) {
            return; // the token was refused, and there is no other
        }
    }

    @Test
    void hasItsFetchesCounted() throws TokenException {
        zoom.tokenAnswers(Reply.empty(503));
        failure();
        clock.advance(Duration.ofSeconds(1));
        token.current();

        assertThat(List.of(fetches("failed"), fetches("fetched"))).containsExactly(1.0, 1.0);
    }

    private double fetches(String result) {
        return metrics.counter("zoom.token.fetches", "result", result).count();
    }

    private TokenException failure() {
        try {
            throw new AssertionError("a token of " + token.current().length() + " characters");
        } catch (TokenException e) {
            return e;
        }
    }
}
