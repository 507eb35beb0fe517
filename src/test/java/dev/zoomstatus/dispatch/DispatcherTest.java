package dev.zoomstatus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.SettableClock;
import dev.zoomstatus.TestSettings;
import dev.zoomstatus.alert.AlertSettings;
import dev.zoomstatus.alert.Alerts;
import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.Outcome;
import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import dev.zoomstatus.demo.PretendZoom;
import dev.zoomstatus.demo.Reply;
import dev.zoomstatus.ledger.Answered;
import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.ledger.Origin;
import dev.zoomstatus.ledger.Settlements;
import dev.zoomstatus.ledger.TestLedger;
import dev.zoomstatus.zoom.AccessToken;
import dev.zoomstatus.zoom.TestConnections;
import dev.zoomstatus.zoom.TokenEndpoint;
import dev.zoomstatus.zoom.TokenException;
import dev.zoomstatus.zoom.ZoomSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What may go now; on a real ledger and with a token from the pretend Zoom. */
class DispatcherTest {

    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
    private PretendZoom zoom;
    private TestLedger ledger;
    private CloseableHttpClient client;
    private AccessToken token;
    private static final Answered DONE = new Answered(204, null, "", null);

    private Slots slots;
    private Budget budget;
    private Dispatcher dispatcher;

    @BeforeEach
    void open(@TempDir Path folder) throws IOException {
        zoom = PretendZoom.start();
        ledger = new TestLedger(folder, clock);
        use(Map.of("zoom.rate-limit", "0", "zoom.max-concurrency", "3"));
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        ledger.close();
        zoom.close();
    }

    @Test
    void givesOutWhatIsDueUpToTheFreeSlots() {
        accept(5);

        assertThat(dispatcher.claim()).hasSize(3);
        assertThat(dispatcher.claim()).isEmpty();
    }

    @Test
    void givesOutMoreWhenASlotIsFreeAgain() {
        accept(5);
        end(dispatcher.claim().get(0));

        assertThat(dispatcher.claim()).hasSize(1);
    }

    @Test
    void looksForNothingWhileMoreWaitsThanThereWereSlotsFor() {
        accept(5);
        Claim first = dispatcher.claim().get(0);
        dispatcher.claim();
        end(first);
        dispatcher.claim();

        assertThat(ledger.looks()).isEqualTo(1);
    }

    /** Were the process killed then, both calls would be repeated: one more than may be under way. */
    @Test
    void givesOutNothingForASlotUntilTheLedgerHasTheEndOfItsCall() {
        accept(5);
        slots.ending(dispatcher.claim().get(0));

        assertThat(dispatcher.claim()).isEmpty();
    }

    @Test
    void givesOutMoreTogetherWithTheEndThatFreesTheSlot() {
        accept(5);
        Claim first = dispatcher.claim().get(0);
        List<Claim> next = new ArrayList<>();

        ledger.settlements().end(first, Outcome.UPDATED, DONE, new Settlements.Listener() {
            @Override
            public void queued() {
                slots.ending(first);
                next.addAll(dispatcher.claim());
            }

            @Override
            public void written() {
                slots.release(first);
            }
        });

        assertThat(next).hasSize(1);
    }

    @Test
    void givesOutNothingOnceStopped() {
        accept(1);
        dispatcher.stop();

        assertThat(dispatcher.claim()).isEmpty();
    }

    @Test
    void fetchesNoTokenWhileNothingIsDue() {
        dispatcher.claim();

        assertThat(zoom.tokenFetches()).isEmpty();
    }

    @Test
    void givesOutOneChangeWithAFreshTokenWhenAPauseIsTried() {
        accept(4);
        end(dispatcher.claim().get(0));
        ledger.account().pause("SET_UP", "mend it", clock.instant().plusSeconds(60));
        assertThat(dispatcher.claim()).isEmpty();
        clock.advance(Duration.ofSeconds(60));

        assertThat(dispatcher.claim()).singleElement().matches(Claim::probe);
        assertThat(zoom.tokensMade()).hasSize(2);
    }

    @Test
    void pausesAtOnceWhenTheCredentialsAreWrong() {
        accept(1);
        zoom.everyToken(Reply.tokenError(400, "invalid_client", "Invalid client_id or client_secret"));

        assertThat(dispatcher.claim()).isEmpty();
        assertThat(ledger.account().state().reason()).startsWith("zoom.client-id or zoom.client-secret");
    }

    @Test
    void pausesWhenNoTokenCouldBeFetchedThreeTimes() {
        accept(1);
        zoom.everyToken(Reply.empty(503));
        claimASecondApart(2);
        assertThat(ledger.account().state().paused()).isFalse();
        claimASecondApart(1);

        assertThat(ledger.account().state().reason()).startsWith("Zoom unreachable: zoom.token-url");
    }

    @Test
    void countsAFailedFetchOnceHoweverOftenItIsAskedFor() {
        accept(1);
        zoom.everyToken(Reply.empty(503));
        for (int i = 0; i < 5; i++) {
            dispatcher.claim();
        }

        assertThat(ledger.account().state().paused()).isFalse();
    }

    @Test
    void waitsWithoutAPauseForTheFloorBetweenTwoFetches() throws TokenException {
        accept(1);
        token.refused(token.current()); // Zoom refused it within a second of its fetch
        for (int i = 0; i < 5; i++) {
            assertThat(dispatcher.claim()).isEmpty();
        }

        assertThat(ledger.account().state().paused()).isFalse();
    }

    @Test
    void neverGivesOutMoreThanTheDaysCalls() throws IOException {
        allowThreeCallsADay();
        accept(10);

        assertThat(dispatcher.claim()).hasSize(3);
    }

    @Test
    void pausesWhenTheDaysCallsAreUsedUp() throws IOException {
        allowThreeCallsADay();
        accept(10);
        dispatcher.claim().forEach(this::end);

        assertThat(dispatcher.claim()).isEmpty();
        assertThat(ledger.account().state().reason()).startsWith("zoom.plan: the 3 calls of the day are used up");
    }

    @Test
    void whatWasClaimedGoesOutEvenIfTheBudgetCannotBeReached() {
        ZoomSettings settings = TestSettings.zoom(zoom, Map.of("zoom.rate-limit", "0", "zoom.max-concurrency", "3"));
        Dispatcher withoutBudget = dispatcher(settings, new Budget(settings, ledger.callSchedule(), clock) {
            @Override
            void giveBack(int calls) {
                throw new IllegalStateException("the connection is broken");
            }
        });
        accept(2);

        assertThat(withoutBudget.claim()).hasSize(2);
        assertThat(slots.free()).isEqualTo(1);
    }

    /** With a rate that would let ten go at once. */
    private void allowThreeCallsADay() throws IOException {
        client.close();
        use(Map.of("zoom.plan", "free", "zoom.rate-limit", "1000000", "zoom.rate-share", "0.0005"));
    }

    private void use(Map<String, String> set) {
        ZoomSettings settings = TestSettings.zoom(zoom, set);
        client = TestConnections.client(settings);
        token = new AccessToken(new TokenEndpoint(settings, client), new SimpleMeterRegistry(), clock);
        slots = new Slots(settings);
        budget = new Budget(settings, ledger.callSchedule(), clock);
        dispatcher = dispatcher(settings, budget);
    }

    private Dispatcher dispatcher(ZoomSettings settings, Budget used) {
        Alerts alerts = new Alerts(TestSettings.of(AlertSettings.class, Map.of()), new SimpleMeterRegistry(), clock);
        return new Dispatcher(
                ledger.claims(),
                ledger.account(),
                new AccountPause(ledger.account(), alerts, settings, clock),
                used,
                slots,
                token,
                settings,
                clock);
    }

    private void accept(int users) {
        List<Row> rows = IntStream.range(0, users)
                .mapToObj(i ->
                        Row.of(i + 2L, "activate", new StatusChange("u" + i, Action.ACTIVATE, null, null, null, null)))
                .toList();
        ledger.acceptance().accept(Origin.file(ledger.batches().begin("test.csv")), rows);
    }

    private void end(Claim claim) {
        ledger.settlements().end(claim, Outcome.UPDATED, DONE, TestLedger.NOBODY);
        slots.release(claim);
    }

    private void claimASecondApart(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(dispatcher.claim()).isEmpty();
            clock.advance(Duration.ofSeconds(1));
        }
    }
}
