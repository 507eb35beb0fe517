package dev.zoomstatus.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.SettableClock;
import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.Outcome;
import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import dev.zoomstatus.ledger.ClaimRule.Change;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.jspecify.annotations.Nullable;

/** Whatever happens in whatever order, the ledger gives out what the rule of the users' order says, and nothing else. */
class ClaimRulePropertiesTest {

    private static final Answered ANSWER = new Answered(204, null, "", null);
    private static final SettableClock CLOCK = new SettableClock("2026-11-23T12:00:00Z");
    private static final Map<Dialect, TestLedger> LEDGERS = new HashMap<>();

    @BeforeContainer
    static void open() throws IOException {
        for (Dialect dialect : Dialect.values()) {
            LEDGERS.put(dialect, new TestLedger(Files.createTempDirectory("claims"), CLOCK, dialect));
        }
    }

    @AfterContainer
    static void close() {
        LEDGERS.values().forEach(TestLedger::close);
    }

    /** Something that happens. */
    private sealed interface Step {
        /** A change is accepted, due in so many seconds. */
        record Accept(String user, int dueIn) implements Step {}

        /** What may go now is claimed. */
        record Claims() implements Step {}

        /** One of the calls that were ever made ends its change. */
        record End(int call) implements Step {}

        /** One of the calls that were ever made has its change wait, for its own failure or not. */
        record PutBack(int call, boolean ownFailure, int seconds) implements Step {}

        /** Time passes; a lease is 65 seconds. */
        record Seconds(int seconds) implements Step {}

        /** The process dies and is started again. */
        record Crash() implements Step {}
    }

    @Property(tries = 300)
    void onSqliteWhatIsGivenOutIsWhatTheRuleSays(@ForAll("steps") List<Step> steps) {
        run(steps, Dialect.SQLITE);
    }

    @Property(tries = 60)
    void onPostgresqlWhatIsGivenOutIsWhatTheRuleSays(@ForAll("steps") List<Step> steps) {
        run(steps, Dialect.POSTGRESQL);
    }

    private static void run(List<Step> steps, Dialect dialect) {
        try (Run run = new Run(LEDGERS.get(dialect), dialect)) {
            for (Step step : steps) {
                run.take(step);
                assertThat(run.states()).as("after %s", step).isEqualTo(run.rule.states());
            }
        }
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> accept = Combinators.combine(
                        Arbitraries.of("a", "b", "A"), Arbitraries.integers().between(0, 40))
                .as(Step.Accept::new);
        Arbitrary<Step> end = Arbitraries.integers().between(0, 9).map(Step.End::new);
        Arbitrary<Step> putBack = Combinators.combine(
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 40))
                .as(Step.PutBack::new);
        Arbitrary<Step> seconds = Arbitraries.integers().between(1, 40).map(Step.Seconds::new);
        return Arbitraries.frequencyOf(
                        Tuple.of(5, accept),
                        Tuple.of(6, Arbitraries.just(new Step.Claims())),
                        Tuple.of(3, end),
                        Tuple.of(4, putBack),
                        Tuple.of(3, seconds),
                        Tuple.of(1, Arbitraries.just(new Step.Crash())))
                .list()
                .ofMaxSize(30);
    }

    /** One sequence of steps, in the ledger and by the rule. */
    private static final class Run implements AutoCloseable {

        private final TestLedger ledger;
        private final boolean alone;
        private final long firstId;
        private final ClaimRule rule = new ClaimRule(CLOCK.millis());
        private final List<Claim> calls = new ArrayList<>();

        Run(@Nullable TestLedger ledger, Dialect dialect) {
            this.ledger = Objects.requireNonNull(ledger);
            this.alone = dialect == Dialect.SQLITE;
            this.firstId = number("SELECT coalesce(max(id), 0) + 1 FROM status_change");
        }

        void take(Step step) {
            if (step instanceof Step.Accept accept) {
                accept(accept);
            } else if (step instanceof Step.Claims) {
                List<Claim> claims = ledger.claim();
                calls.addAll(claims);
                assertThat(claims).extracting(claim -> claim.id() - firstId).isEqualTo(rule.claim());
            } else if (step instanceof Step.End end && end.call() < calls.size()) {
                Claim claim = calls.get(end.call());
                ledger.settlements().end(claim, Outcome.UPDATED, ANSWER, TestLedger.NOBODY);
                rule.end(claim.id() - firstId, claim.attempt());
            } else if (step instanceof Step.PutBack back && back.call() < calls.size()) {
                Claim claim = calls.get(back.call());
                Instant until = CLOCK.instant().plusSeconds(back.seconds());
                ledger.settlements().putBack(claim, until, back.ownFailure(), ANSWER, "");
                rule.putBack(claim.id() - firstId, claim.attempt(), until.toEpochMilli(), back.ownFailure());
            } else if (step instanceof Step.Seconds seconds) {
                CLOCK.advance(Duration.ofSeconds(seconds.seconds()));
                rule.now = CLOCK.millis();
            } else if (step instanceof Step.Crash) {
                ledger.account().started();
                rule.recover(alone ? Long.MAX_VALUE : rule.now);
            }
        }

        private void accept(Step.Accept accept) {
            Instant due = CLOCK.instant().plusSeconds(accept.dueIn());
            StatusChange change = new StatusChange(accept.user(), Action.ACTIVATE, null, due, null, null);
            ledger.acceptance()
                    .accept(new Origin("jms", "test", null, null, null, null), List.of(Row.of(1, "activate", change)));
            rule.changes.add(new Change(accept.user().toLowerCase(Locale.ROOT), due.toEpochMilli()));
        }

        /** Of each change how it is. */
        Map<Long, String> states() {
            return ledger.database().read(handle -> handle.createQuery(
                            """
                                    SELECT id, coalesce(outcome, CASE WHEN retrying = 1 THEN 'RETRYING' ELSE state END) AS is_now
                                    FROM status_change WHERE id >= :first""")
                    .bind("first", firstId)
                    .map((row, context) -> Map.entry(row.getLong("id") - firstId, row.getString("is_now")))
                    .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (a, b) -> a, TreeMap::new)));
        }

        private long number(String sql) {
            return ledger.database()
                    .read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
        }

        /** Leaves nothing open to the next. */
        @Override
        public void close() {
            ledger.writer()
                    .write(
                            handle -> handle.execute(
                                    "UPDATE status_change SET state = 'DONE', retrying = 0, lease_until = NULL, outcome = 'FAILED' WHERE state <> 'DONE'"));
        }
    }
}
