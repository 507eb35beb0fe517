package dev.zoomstatus.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.zoomstatus.SettableClock;
import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.Outcome;
import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Several instances on one PostgreSQL ledger keep out of each other's way. */
class SeveralInstancesTest {

    private static final Answered DONE = new Answered(204, null, "", null);

    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
    private TestLedger one;
    private TestLedger other;

    @BeforeEach
    void open(@TempDir Path folder) {
        one = new TestLedger(folder, clock, Dialect.POSTGRESQL);
        other = one.another();
    }

    @AfterEach
    void close() {
        one.close();
        other.close();
    }

    /** In these tests nothing else ends a wait. */
    @Test
    void whoFindsAnotherStoringForEverGoesOnWithTheCalls() {
        accept(changes(1, 1));
        try (Handle frozen = one.database().connect()) {
            frozen.begin();
            Dialect.POSTGRESQL.letOneAccept(frozen);

            assertThatThrownBy(() ->
                            other.acceptance().accept(Origin.file(one.batches().begin("b.csv")), changes(2, 1)))
                    .isInstanceOf(LedgerUnavailableException.class);
            assertThat(other.claim()).hasSize(1);
            frozen.rollback();
        }
    }

    @Test
    void whatOneHasClaimedTheOtherDoesNotGet() {
        accept(changes(1, 2));

        assertThat(one.claim()).hasSize(1);
        assertThat(other.claim()).isEmpty();
    }

    @Test
    void whileTheAccountIsPausedOneProbesForAllAndNotWhatWasTriedInVain() {
        accept(changes(3, 1));
        one.account().pause("SET_UP", "mend it", clock.instant());

        assertThat(one.claimAfter(List.of(1L))).extracting(Claim::id).containsExactly(2L);
        assertThat(other.claim()).isEmpty();
    }

    @Test
    void manyClaimsAtOnceGiveEachChangeToOneAndKeepEachUsersOrder() {
        int users = 40;
        int each = 5;
        accept(changes(users, each));
        Map<String, List<Long>> called = new ConcurrentHashMap<>();

        CompletableFuture<Void> first = CompletableFuture.runAsync(() -> carryOut(one, called, users * each));
        CompletableFuture<Void> second = CompletableFuture.runAsync(() -> carryOut(other, called, users * each));
        CompletableFuture.allOf(first, second).join();

        assertThat(called).hasSize(users);
        assertThat(called.values())
                .allSatisfy(ids -> assertThat(ids).hasSize(each).isSorted());
    }

    @Test
    void onlyOneHasTheFiles() {
        FilesLease first = one.filesLease();
        FilesLease second = other.filesLease();

        assertThat(goesOn(first)).isTrue();
        assertThat(goesOn(second)).isFalse();
    }

    @Test
    void aBatchThatTheOtherHasReadFromIsNotForgotten() {
        Batch begun = one.batches().begin("leavers.csv");
        Batch same = other.batches().begin("leavers.csv");
        other.acceptance().accept(Origin.file(same), changes(1, 1));

        one.batches().drop(begun);

        assertThat(one.batches().reading()).hasSize(1);
    }

    @Test
    void theOtherGetsTheFilesOnceTheLeaseHasEnded() {
        FilesLease second = other.filesLease();
        assertThat(goesOn(one.filesLease())).isTrue();
        clock.advance(Duration.ofSeconds(16));

        assertThat(goesOn(second)).isTrue();
    }

    @Test
    void whoRenewsItsLeaseKeepsTheFiles() {
        FilesLease first = one.filesLease();
        FilesLease second = other.filesLease();
        for (int i = 0; i < 4; i++) {
            assertThat(goesOn(first)).isTrue();
            clock.advance(Duration.ofSeconds(6));
        }

        assertThat(goesOn(second)).isFalse();
    }

    @Test
    void whoStopsHandsTheFilesOnAtOnce() {
        FilesLease first = one.filesLease();
        assertThat(goesOn(first)).isTrue();
        first.giveUp();

        assertThat(goesOn(other.filesLease())).isTrue();
    }

    @Test
    void theBudgetIsOneForAll() {
        Turns taken = one.callSchedule().reserve(2, 10, Duration.ofSeconds(1), 0);

        assertThat(other.callSchedule().reserve(1, 10, Duration.ofSeconds(1), 0).first())
                .isEqualTo(taken.end());
    }

    @Test
    void whenOneIsTooFastAllSlowDown() {
        one.callSchedule().slowDown(clock.millis(), clock.instant().plusSeconds(2), 10);

        assertThat(other.callSchedule().share()).isEqualTo(0.5);
        assertThat(other.callSchedule().reserve(1, 10, Duration.ofSeconds(1), 0).count())
                .isZero();
    }

    @Test
    void theDatabasesClockIsTheLedgers() {
        DatabaseClock clock = new DatabaseClock(one.database());
        long database = one.database().read(handle -> handle.createQuery(
                        "SELECT cast(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)")
                .mapTo(Long.class)
                .one());

        assertThat(clock.millis()).isBetween(database, database + 60_000);
    }

    @Test
    void whileOneStoresAChangeTheOtherMayClaim() throws SQLException {
        accept(changes(1, 1));
        try (Connection held = holdingMessage("ID:1")) {
            CompletableFuture<Accepted> storing = CompletableFuture.supplyAsync(() -> acceptMessage(one, "ID:1"));
            awaitThoseWhoWait(1);

            assertThat(CompletableFuture.supplyAsync(other::claim)
                            .orTimeout(20, TimeUnit.SECONDS)
                            .join())
                    .hasSize(1);

            held.rollback();
            assertThat(storing.join().accepted()).isEqualTo(1);
        }
    }

    @Test
    void whatTwoStoreAtOnceIsNumberedInTheOrderOfTheirCommits() throws SQLException {
        try (Connection held = holdingMessage("ID:1")) {
            CompletableFuture<Accepted> first = CompletableFuture.supplyAsync(() -> acceptMessage(one, "ID:1"));
            awaitThoseWhoWait(1);
            CompletableFuture<Accepted> second = CompletableFuture.supplyAsync(() -> acceptMessage(other, "ID:2"));
            awaitThoseWhoWait(2);
            held.rollback();

            assertThat(List.of(first.join().accepted(), second.join().accepted()))
                    .containsExactly(1, 1);
        }
        List<String> inOrder = one.database()
                .read(handle -> handle.createQuery("SELECT message_id FROM status_change ORDER BY id")
                        .mapTo(String.class)
                        .list());
        assertThat(inOrder).containsExactly("ID:1", "ID:2");
    }

    @Test
    void whatShouldHaveStartedBeforeATurnIsDoneWithTheNext() {
        CompletableFuture<Void> queued = new CompletableFuture<>();
        try (Handle held = one.database().connect()) {
            held.begin();
            Dialect.POSTGRESQL.letOneWrite(held);
            CompletableFuture<List<Claim>> claiming = CompletableFuture.supplyAsync(one::claim);
            awaitThoseWhoWait(1);
            CompletableFuture<String> early = CompletableFuture.supplyAsync(
                    () -> one.writer().write(new StartsEarly(), "done", () -> queued.complete(null)));
            queued.join();
            held.rollback();

            assertThat(claiming.join()).isEmpty();
            assertThat(early.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo("done");
        }
    }

    private static final class StartsEarly implements SharedWork<String, String> {
        @Override
        public List<String> apply(Handle handle, List<String> those) {
            return those;
        }

        @Override
        public boolean startsBeforeItsTurn() {
            return true;
        }
    }

    private static Accepted acceptMessage(TestLedger ledger, String messageId) {
        return ledger.acceptance()
                .accept(new Origin("jms", "zoom.changes", null, messageId, null, null), changes(1, 1));
    }

    /** Whoever stores that message waits until this connection is done with it. */
    private Connection holdingMessage(String messageId) throws SQLException {
        Connection connection = one.database().connect().getConnection();
        connection.setAutoCommit(false);
        try (PreparedStatement insert = connection.prepareStatement(
                """
                INSERT INTO status_change (id, message_id, origin, source, request_id, user_id, user_key, action,
                    accepted_at, due_at, claim_at, state)
                VALUES (-1, ?, 'jms', 'zoom.changes', 'r', 'u', 'u', 'ACTIVATE', 0, 0, 0, 'PENDING')""")) {
            insert.setString(1, messageId);
            insert.execute();
        }
        return connection;
    }

    private void awaitThoseWhoWait(int number) {
        await().until(() -> one.database().read(handle -> handle.createQuery(
                                """
                                SELECT count(*) FROM pg_stat_activity
                                WHERE datname = current_database() AND wait_event_type = 'Lock'""")
                        .mapTo(Integer.class)
                        .one())
                == number);
    }

    private void carryOut(TestLedger ledger, Map<String, List<Long>> called, int all) {
        while (called.values().stream().mapToInt(List::size).sum() < all) {
            for (Claim claim : ledger.claim()) {
                called.computeIfAbsent(claim.change().user(), user -> new ArrayList<>())
                        .add(claim.id());
                ledger.settlements().end(claim, Outcome.UPDATED, DONE, TestLedger.NOBODY);
            }
        }
    }

    private static boolean goesOn(FilesLease lease) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        lease.process(exchange);
        return !exchange.isRouteStop();
    }

    private void accept(List<Row> rows) {
        one.acceptance().accept(Origin.file(one.batches().begin("test.csv")), rows);
    }

    private static List<Row> changes(int users, int each) {
        return IntStream.range(0, users * each)
                .mapToObj(i -> Row.of(
                        i + 2L, "activate", new StatusChange("u" + i % users, Action.ACTIVATE, null, null, null, null)))
                .toList();
    }
}
