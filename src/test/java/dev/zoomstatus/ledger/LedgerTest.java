package dev.zoomstatus.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.SettableClock;
import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.Outcome;
import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What the ledger promises: order, duplicates, retries, pauses and crashes; on a real SQLite file and a real PostgreSQL. */
@ParameterizedClass
@EnumSource(Dialect.class)
class LedgerTest {

    private final Dialect dialect;

    LedgerTest(Dialect dialect) {
        this.dialect = dialect;
    }

    private static final Duration CALL_TIME = TestLedger.CALL_TIME;
    private static final Answered BUSY = new Answered(503, null, "busy", null);
    private static final Answered DONE = new Answered(204, null, "", "track");

    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
    private TestLedger ledger;
    private Acceptance acceptance;
    private Claims claims;
    private Settlements settlements;
    private Account account;
    private ResultRows results;
    private Batch batch;

    @BeforeEach
    void open(@TempDir Path folder) {
        ledger = new TestLedger(folder, clock, dialect);
        acceptance = ledger.acceptance();
        claims = ledger.claims();
        settlements = ledger.settlements();
        account = ledger.account();
        results = ledger.resultRows();
        batch = ledger.batches().begin("test.csv");
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aUsersChangesGoOneAfterAnother() {
        accept(row(2, "A@x.org", Action.DEACTIVATE, null), row(3, "a@x.org", Action.ACTIVATE, null));

        List<Claim> first = claim();
        assertThat(first).extracting(Claim::id).containsExactly(1L);
        assertThat(claim()).isEmpty();
        settlements.end(first.get(0), Outcome.UPDATED, DONE, TestLedger.NOBODY);

        assertThat(claim()).extracting(Claim::id).containsExactly(2L);
    }

    @Test
    void aUsersChangesKeepTheirOrderThoughTheClockIsSetBackInBetween() {
        accept(row(2, "a@x.org", Action.ACTIVATE, null));
        clock.advance(Duration.ofMinutes(-10));
        accept(row(3, "b@x.org", Action.ACTIVATE, null));
        accept(row(4, "a@x.org", Action.DEACTIVATE, null));

        clock.advance(Duration.ofMinutes(10));

        assertThat(claim()).extracting(Claim::id).containsExactlyInAnyOrder(1L, 2L);
    }

    @Test
    void aChangeThatWaitsForARetryDoesNotGoTogetherWithALaterOneThoughTheClockIsSetBack() {
        accept(row(2, "a@x.org", Action.ACTIVATE, null));
        Claim first = claim().get(0);
        clock.advance(Duration.ofMinutes(-10));
        accept(row(3, "a@x.org", Action.DEACTIVATE, null));
        ledger.settlements().putBack(first, clock.instant(), true, new Answered(500, null, "", null), "HTTP 500");

        assertThat(claim()).extracting(Claim::id).containsExactly(2L);
    }

    @Test
    void aChangeGoesAtOnceThoughTheClockWasSetBack() {
        accept(row(2, "a@x.org", Action.ACTIVATE, null));
        clock.advance(Duration.ofMinutes(-10));
        accept(row(3, "b@x.org", Action.DEACTIVATE, null));

        assertThat(claim()).extracting(Claim::id).containsExactly(2L);
    }

    @Test
    void aClockThatOnceWasYearsAheadDoesNotDateWhatComesAfter() {
        clock.advance(Duration.ofDays(3650));
        accept(row(2, "a@x.org", Action.ACTIVATE, null));
        clock.advance(Duration.ofDays(-3650));
        accept(row(3, "a@x.org", Action.DEACTIVATE, null));

        assertThat(claim()).extracting(Claim::id).containsExactly(2L);
    }

    @Test
    void aChangeThatIsNotYetDueBlocksNothing() {
        Instant later = clock.instant().plusSeconds(3600);
        accept(
                row(
                        2,
                        "a@x.org",
                        Action.DEACTIVATE,
                        new StatusChange("a@x.org", Action.DEACTIVATE, null, later, null, null)),
                row(3, "a@x.org", Action.ACTIVATE, null));

        assertThat(claim()).extracting(Claim::id).containsExactly(2L);
    }

    @Test
    void aChangeThatWaitsForARetryIsSupersededByALaterOne() {
        accept(row(2, "a@x.org", Action.ACTIVATE, null));
        settlements.putBack(claim().get(0), clock.instant().plusSeconds(300), true, BUSY, "busy");
        accept(row(3, "a@x.org", Action.DEACTIVATE, null));

        assertThat(claim()).extracting(Claim::id).containsExactly(2L);

        assertThat(results.after(batch, 2 - 1, 1).get(0).outcome()).isEqualTo("SUPERSEDED");
    }

    @Test
    void aLaterChangeWaitsForOneThatWasPutBackWithoutAFaultOfItsOwn() {
        accept(row(2, "a@x.org", Action.ACTIVATE, null), row(3, "a@x.org", Action.DEACTIVATE, null));
        settlements.putBack(claim().get(0), clock.instant().plusSeconds(5), false, BUSY, "too fast");

        assertThat(claim()).isEmpty();
        clock.advance(Duration.ofSeconds(5));

        assertThat(claim()).extracting(Claim::id).containsExactly(1L);
    }

    @Test
    void theSameRequestWithTheSameContentIsADuplicate() {
        Accepted accepted = accept(given(2, "a@x.org", "R1"), given(3, "A@x.org", "R1"));

        assertThat(accepted).isEqualTo(new Accepted(1, 0, 1, null));
    }

    @Test
    void theSameRequestWithOtherContentIsInvalid() {
        accept(given(2, "a@x.org", "R1"));

        assertThat(accept(given(3, "b@x.org", "R1")))
                .isEqualTo(new Accepted(
                        0,
                        1,
                        0,
                        "requestId: it already stands for another change, which is pending; give this one a"
                                + " request id of its own"));
    }

    @Test
    void aFailedRequestMayComeAgain() {
        accept(given(2, "a@x.org", "R1"));
        settlements.end(claim().get(0), Outcome.FAILED, BUSY, TestLedger.NOBODY);

        assertThat(accept(given(3, "a@x.org", "R1"))).isEqualTo(new Accepted(1, 0, 0, null));
    }

    @Test
    void aRowThatIsReadAgainIsRecognisedInSilence() {
        accept(row(2, "a@x.org", Action.ACTIVATE, null));

        assertThat(accept(row(2, "a@x.org", Action.ACTIVATE, null))).isEqualTo(Accepted.NOTHING);
    }

    @Test
    void whatADeadProcessHeldIsClaimableAfterItsLease() {
        accept(row(2, "a@x.org", Action.ACTIVATE, null));
        claim();
        clock.advance(CALL_TIME.plus(Claims.SLACK).plusSeconds(1));

        assertThat(claim()).extracting(Claim::attempt).containsExactly(2);
    }

    @Test
    void aCallThatIsUnderWayIsNotMadeASecondTimeThoughTheClockIsSetForward() {
        accept(row(2, "a@x.org", Action.ACTIVATE, null), row(3, "a@x.org", Action.DEACTIVATE, null));
        Claim underWay = claim().get(0);
        clock.advance(Duration.ofHours(1));

        assertThat(ledger.claim(id -> id == underWay.id())).isEmpty();
    }

    @Test
    void aChangeThatIsPutBackASecondTimeForTheLedgersSakeKeepsItsNextCall() {
        accept(row(2, "a@x.org", Action.ACTIVATE, null));
        Claim notSent = claim().get(0);
        settlements.putBack(notSent, clock.instant(), false, null, "the application stops");
        clock.advance(Duration.ofMillis(1));
        Claim next = claim().get(0);
        settlements.putBack(notSent, clock.instant(), false, null, "the application stops");

        assertThat(claim()).isEmpty();
        assertThat(settlements.end(next, Outcome.UPDATED, DONE, TestLedger.NOBODY))
                .isTrue();
    }

    @Test
    void aClaimThatIsHeldByNobodyAnyMoreIsDueEvenIfNothingElseIs() {
        accept(row(2, "a@x.org", Action.ACTIVATE, null));
        claim();
        assertThat(claims.anyDue()).isFalse();

        clock.advance(CALL_TIME.plus(Claims.SLACK).plusMillis(1));

        assertThat(claims.anyDue()).isTrue();
    }

    @Test
    void aStartPutsBackWhatIsHeldOnlyIfNobodyElseCanHoldIt() {
        accept(row(2, "a@x.org", Action.ACTIVATE, null));
        claim();
        account.started();

        assertThat(claim()).hasSize(dialect == Dialect.SQLITE ? 1 : 0);
    }

    @Test
    void aCallThatWasNotMadeDoesNotCount() {
        accept(row(2, "a@x.org", Action.ACTIVATE, null));
        settlements.putBack(claim().get(0), clock.instant(), false, null, "not sent");

        assertThat(claim()).extracting(Claim::attempt).containsExactly(1);
    }

    @Test
    void anAnswerThatComesAfterItsLeaseChangesNothing() {
        accept(row(2, "a@x.org", Action.ACTIVATE, null));
        Claim late = claim().get(0);
        clock.advance(CALL_TIME.plus(Claims.SLACK).plusSeconds(1));
        Claim again = claim().get(0);
        settlements.end(late, Outcome.REJECTED, DONE, TestLedger.NOBODY);
        settlements.end(again, Outcome.UPDATED, DONE, TestLedger.NOBODY);

        assertThat(results.after(batch, -1, 9)).extracting(ResultRow::outcome).containsExactly("UPDATED");
    }

    @Test
    void anEndThatIsWrittenAgainIsTheSameEnd() {
        accept(row(2, "a@x.org", Action.ACTIVATE, null));
        Claim claim = claim().get(0);
        settlements.end(claim, Outcome.UPDATED, DONE, TestLedger.NOBODY);
        int entries = ledger.auditTrail().uncopied(99).size();

        assertThat(settlements.end(claim, Outcome.UPDATED, DONE, TestLedger.NOBODY))
                .isTrue();
        assertThat(ledger.auditTrail().uncopied(99)).hasSize(entries);
    }

    @Test
    void whilePausedOnlyAProbeGoesAndOnlyWhenItsTimeHasCome() {
        accept(row(2, "a@x.org", Action.ACTIVATE, null), row(3, "b@x.org", Action.ACTIVATE, null));
        account.pause("SET_UP", "mend it", clock.instant().plusSeconds(60));
        assertThat(claim()).isEmpty();
        clock.advance(Duration.ofSeconds(60));

        assertThat(claim()).hasSize(1).first().matches(Claim::probe);
        assertThat(claim()).isEmpty();
    }

    @Test
    void aProbeIsTheOldestThatWasNotTriedInVainAndElseTheOldest() {
        accept(row(2, "a@x.org", Action.ACTIVATE, null), row(3, "b@x.org", Action.ACTIVATE, null));
        account.pause("SET_UP", "mend it", clock.instant());
        long first = probe(List.of());
        long second = probe(List.of(first));
        long third = probe(List.of(first, second));

        assertThat(List.of(first, second, third)).containsExactly(1L, 2L, 1L);
    }

    /** Which change is probed; it fails at once. */
    private long probe(List<Long> triedInVain) {
        Claim probe = ledger.claimAfter(triedInVain).get(0);
        settlements.putBack(probe, clock.instant(), true, BUSY, "busy");
        clock.advance(TestLedger.PROBE_INTERVAL);
        return probe.id();
    }

    @Test
    void aPauseIsLeftOutOfTheTimeToGiveUp() {
        accept(row(2, "a@x.org", Action.ACTIVATE, null));
        settlements.putBack(claim().get(0), clock.instant(), true, BUSY, "busy");
        account.pause("SET_UP", "mend it", clock.instant());
        clock.advance(Duration.ofHours(3));
        account.resume(clock.millis());

        assertThat(claim().get(0).pausedSinceFirstCall())
                .isEqualTo(Duration.ofHours(3).toMillis());
    }

    @Test
    void aChangeThatIsSupersededIsCounted() {
        accept(row(2, "a@x.org", Action.ACTIVATE, null));
        settlements.putBack(claim().get(0), clock.instant().plusSeconds(60), true, BUSY, "busy");
        accept(row(3, "a@x.org", Action.DEACTIVATE, null));
        claim();

        assertThat(ledger.counted("SUPERSEDED")).isEqualTo(1);
    }

    @Test
    void aPauseThatLastsIsLeftOutOfTheTimeToGiveUpToo() {
        accept(row(2, "a@x.org", Action.ACTIVATE, null));
        settlements.putBack(claim().get(0), clock.instant(), true, BUSY, "busy");
        clock.advance(Duration.ofMinutes(1));
        account.pause("UNREACHABLE", "nobody answers", clock.instant());
        clock.advance(Duration.ofHours(3));

        assertThat(claim().get(0).pausedSinceFirstCall())
                .isEqualTo(Duration.ofHours(3).toMillis());
    }

    @Test
    void whatAPauseHadLastedBeforeTheFirstCallIsNotLeftOut() {
        accept(row(2, "a@x.org", Action.ACTIVATE, null));
        account.pause("UNREACHABLE", "nobody answers", clock.instant());
        clock.advance(Duration.ofHours(3));
        settlements.putBack(claim().get(0), clock.instant(), true, BUSY, "busy");
        clock.advance(Duration.ofHours(1));
        account.resume(clock.millis());

        assertThat(claim().get(0).pausedSinceFirstCall())
                .isEqualTo(Duration.ofHours(1).toMillis());
    }

    @Test
    void aPauseEndsThoughTheClockWasSetBackSinceItBegan() {
        account.pause("SET_UP", "mend it", clock.instant());
        clock.advance(Duration.ofHours(-3));

        assertThat(account.resume(clock.millis())).contains(Duration.ZERO);
        assertThat(account.state().pausedTotal()).isZero();
    }

    private Accepted accept(Row... rows) {
        return acceptance.accept(Origin.file(batch), Arrays.asList(rows));
    }

    private List<Claim> claim() {
        return ledger.claim();
    }

    private static Row given(long line, String user, String requestId) {
        return row(line, user, Action.ACTIVATE, new StatusChange(user, Action.ACTIVATE, requestId, null, null, null));
    }

    private static Row row(long line, String user, Action action, @Nullable StatusChange change) {
        StatusChange wished = change != null ? change : new StatusChange(user, action, null, null, null, null);
        return Row.of(line, action.wire(), wished);
    }
}
