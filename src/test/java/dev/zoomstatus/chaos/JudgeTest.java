package dev.zoomstatus.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.chaos.Seen.Harm;
import dev.zoomstatus.chaos.Violation.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The judge lets a proper history pass, and finds each way of breaking a promise. */
class JudgeTest {

    private static final Instant START = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant ACCEPTED = START.minusSeconds(10);

    /** A history that can be spoiled: two changes of one user, each accepted, called, answered and ended. */
    private static final class History {
        private final List<Wish> wishes = new ArrayList<>();
        private final List<Seen.Call> calls = new ArrayList<>();
        private final List<Seen.Result> results = new ArrayList<>();
        private final List<Seen.Result> outcomes = new ArrayList<>();
        private int again;
        private final List<Seen.Entry> audit = new ArrayList<>();
        private final List<Harm> harm = new ArrayList<>();
        private final List<Instant> answersLost = new ArrayList<>();
        private final List<String> contract = new ArrayList<>();

        private History() {
            wish("r0", "ann", null);
            wish("r1", "Ann", null);
            call("ann", 1000, 1100, 204);
            call("Ann", 1200, 1300, 204);
            end("r0", 1100, "UPDATED");
            end("r1", 1300, "UPDATED");
        }

        private void wish(String requestId, String user, @Nullable Instant effectiveAt) {
            int number = wishes.size();
            wishes.add(new Wish(requestId, user, "activate", "a.csv", number + 2, effectiveAt));
            audit.add(new Seen.Entry(number, ACCEPTED, "accepted", (long) number, requestId, null));
        }

        private void call(String user, int from, int to, int status) {
            calls.add(new Seen.Call(user, "activate", at(from), at(to), status));
        }

        private void end(String requestId, int when, String outcome) {
            audit.add(new Seen.Entry(audit.size(), at(when), "ended", null, requestId, outcome));
            wishes.stream()
                    .filter(wish -> wish.requestId().equals(requestId))
                    .map(wish -> new Seen.Result("a.csv", wish.line(), wish.user(), wish.action(), outcome, requestId))
                    .forEach(row -> {
                        results.add(row);
                        outcomes.add(row);
                    });
        }

        private void supersedeTheFirst(int lateCall) {
            calls.clear();
            audit.removeIf(entry -> entry.event().equals("ended"));
            results.clear();
            outcomes.clear();
            call("ann", 1000, 1100, 503);
            audit.add(new Seen.Entry(89, at(1100), "retried", 0L, "r0", null));
            call("Ann", 1200, 1300, 204);
            end("r0", 1190, "SUPERSEDED");
            end("r1", 1300, "UPDATED");
            if (lateCall > 0) {
                call("ann", lateCall, lateCall + 10, 204);
            }
        }

        private void others(int many, int from, int step) {
            IntStream.range(0, many).forEach(i -> {
                wish("o" + i, "other" + i, null);
                call("other" + i, from + i * step, from + i * step + 5, 204);
                end("o" + i, from + i * step + 5, "UPDATED");
            });
        }

        private Seen seen() {
            return new Seen(
                    wishes,
                    calls,
                    results,
                    new Seen.Told(outcomes, again, harm.size()),
                    audit,
                    harm,
                    answersLost,
                    contract,
                    new Seen.Limits(40, 1, Duration.ofSeconds(3)));
        }
    }

    private static Instant at(int millis) {
        return START.plusMillis(millis);
    }

    private static Harm frozen(int from, int to) {
        return new Harm(Harm.Kind.FROZEN, at(from), at(to));
    }

    private static Harm killed(int when) {
        return new Harm(Harm.Kind.KILLED, at(when), at(when));
    }

    static Stream<Arguments> proper() {
        return Stream.of(
                history("nothing went wrong", history -> {}),
                history("a retry after a failure", history -> history.calls.add(0, call("ann", 500, 600, 503))),
                history("a retry when no answer came", history -> history.calls.add(0, call("ann", 500, 600, 0))),
                history("a superseded change", history -> history.supersedeTheFirst(0)),
                history("a repeat after a kill", history -> {
                    history.calls.add(0, call("ann", 500, 600, 204));
                    history.harm.add(killed(600));
                }),
                history("a repeat after a lost answer", history -> {
                    history.calls.add(0, call("ann", 500, 600, 204));
                    history.answersLost.add(at(601));
                }),
                history("a repeat after a freeze past the call's time", history -> {
                    history.calls.add(0, call("ann", -5000, -4900, 204));
                    history.harm.add(frozen(-4950, 0));
                }),
                history("the next call when the client had given up and the server had not noticed yet", history -> {
                    history.calls.add(0, call("ann", 500, 1050, 0));
                }),
                history("a change that becomes due after the one that was accepted after it", history -> {
                    history.wishes.set(0, new Wish("r0", "ann", "activate", "a.csv", 2, at(1350)));
                    history.calls.remove(0);
                    history.calls.add(call("ann", 1400, 1500, 204));
                    history.audit.removeIf(entry ->
                            entry.requestId().equals("r0") && entry.event().equals("ended"));
                    history.audit.add(new Seen.Entry(90, at(1500), "ended", null, "r0", "UPDATED"));
                }),
                history("the limit and its tolerance in one second", history -> history.others(40, 1500, 1)),
                history("too many right after a freeze", history -> {
                    history.others(43, 1500, 1);
                    history.harm.add(frozen(1200, 1490));
                }),
                history("messages again after a kill", history -> {
                    history.again = 100;
                    history.harm.add(killed(1400));
                }),
                history("a user whom Zoom does not know", history -> {
                    history.wish("n", "nobody", null);
                    history.calls.add(call("nobody", 1400, 1500, 404));
                    history.end("n", 1500, "NOT_FOUND");
                }));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("proper")
    void aProperHistoryPasses(String name, Consumer<History> made) {
        History history = new History();
        made.accept(history);

        assertThat(Judge.judge(history.seen())).isEmpty();
    }

    static Stream<Arguments> spoiled() {
        return Stream.of(
                history(Kind.MISSING, "no result row", history -> history.results.remove(0)),
                history(Kind.MISSING, "the outcome topic is silent", history -> history.outcomes.remove(0)),
                history(
                        Kind.OUTCOMES,
                        "the outcome topic says something else",
                        history -> history.outcomes.set(
                                0, new Seen.Result("a.csv", 2, "ann", "activate", "FAILED", "r0"))),
                history(Kind.REPEATS, "messages again for no reason", history -> history.again = 1),
                history(Kind.MISSING, "never accepted", history -> history.audit.remove(0)),
                history(
                        Kind.MISSING,
                        "no end",
                        history -> history.audit.removeIf(entry ->
                                entry.requestId().equals("r1") && entry.event().equals("ended"))),
                history(
                        Kind.OUTCOMES,
                        "two ends",
                        history -> history.audit.add(new Seen.Entry(99, at(1310), "ended", null, "r1", "UPDATED"))),
                history(Kind.OUTCOMES, "two result rows", history -> history.results.add(history.results.get(0))),
                history(
                        Kind.OUTCOMES,
                        "result and audit differ",
                        history -> history.results.set(
                                0, new Seen.Result("a.csv", 2, "ann", "activate", "REJECTED", "r0"))),
                history(
                        Kind.OUTCOMES,
                        "a result row about another line",
                        history -> history.results.set(
                                0, new Seen.Result("a.csv", 9, "ann", "activate", "UPDATED", "r0"))),
                history(Kind.OUTCOMES, "updated without a call", history -> history.calls.remove(1)),
                history(
                        Kind.OUTCOMES,
                        "updated, and Zoom had said no",
                        history -> history.calls.set(1, call("Ann", 1200, 1300, 503))),
                history(
                        Kind.OUTCOMES,
                        "called with the other action",
                        history -> history.calls.set(1, new Seen.Call("Ann", "deactivate", at(1200), at(1300), 204))),
                history(Kind.OUTCOMES, "superseded by nothing", history -> {
                    history.wish("s", "single", null);
                    history.end("s", 1400, "SUPERSEDED");
                }),
                history(Kind.OUTCOMES, "superseded without a failure of its own", history -> {
                    history.supersedeTheFirst(0);
                    history.audit.removeIf(entry -> entry.event().equals("retried"));
                }),
                history(
                        Kind.OUTCOMES,
                        "the outcome topic tells of nothing handed in",
                        history -> history.outcomes.add(new Seen.Result("q", 0, "eve", "activate", "UPDATED", "?"))),
                history(Kind.OUTCOMES, "an outcome that nothing handed in can have", history -> {
                    history.wish("s", "single", null);
                    history.end("s", 1400, "DUPLICATE");
                }),
                history(
                        Kind.OUTCOMES,
                        "a result for nothing handed in",
                        history -> history.results.add(new Seen.Result("a.csv", 9, "eve", "activate", "UPDATED", "?"))),
                history(Kind.ORDER, "the later one first", history -> {
                    history.calls.set(0, call("Ann", 1000, 1100, 204));
                    history.calls.set(1, call("ann", 1100, 1190, 204));
                    history.audit.set(2, new Seen.Entry(2, at(1190), "ended", null, "r0", "UPDATED"));
                }),
                history(Kind.ORDER, "called before its time", history -> {
                    history.wishes.set(1, new Wish("r1", "Ann", "activate", "a.csv", 3, at(1350)));
                }),
                history(Kind.ORDER, "accepted in another order than handed in", history -> {
                    history.audit.set(0, new Seen.Entry(0, ACCEPTED, "accepted", 1L, "r0", null));
                    history.audit.set(1, new Seen.Entry(1, ACCEPTED, "accepted", 0L, "r1", null));
                    history.calls.set(0, call("Ann", 1000, 1050, 204));
                    history.calls.set(1, call("ann", 1060, 1090, 204));
                }),
                history(Kind.ORDER, "a superseded one after the later one", history -> {
                    history.supersedeTheFirst(1400);
                    history.audit.removeIf(entry ->
                            entry.event().equals("ended") && entry.requestId().equals("r0"));
                    history.audit.add(new Seen.Entry(98, at(1410), "ended", null, "r0", "SUPERSEDED"));
                }),
                history(
                        Kind.AT_ONCE,
                        "the second began before the first had ended",
                        history -> history.calls.set(0, call("ann", 1000, 1201, 204))),
                history(
                        Kind.AT_ONCE,
                        "the first hung on for long",
                        history -> history.calls.set(0, call("ann", 1000, 1600, 0))),
                history(Kind.BUDGET, "one more than the tolerance", history -> history.others(43, 2500, 1)),
                history(Kind.BUDGET, "too many long after a freeze", history -> {
                    history.others(43, 4500, 1);
                    history.harm.add(frozen(1200, 1490));
                }),
                history(
                        Kind.BUDGET,
                        "too many across two seconds of the clock",
                        history -> history.others(43, 2500, 22)),
                history(Kind.REPEATS, "for no reason", history -> history.calls.add(0, call("ann", 500, 600, 204))),
                history(Kind.REPEATS, "twice for one lost answer", history -> {
                    history.calls.add(0, call("ann", 500, 600, 204));
                    history.calls.add(0, call("ann", 300, 400, 204));
                    history.answersLost.add(at(601));
                }),
                history(Kind.REPEATS, "more than were under way at a kill", history -> {
                    history.wish("b", "bob", null);
                    history.calls.add(0, call("ann", 500, 600, 204));
                    history.calls.add(call("bob", 550, 580, 204));
                    history.calls.add(call("bob", 1400, 1500, 204));
                    history.end("b", 1500, "UPDATED");
                    history.harm.add(killed(570));
                }),
                history(Kind.REPEATS, "a kill long before explains nothing", history -> {
                    history.calls.add(0, call("ann", 500, 600, 204));
                    history.harm.add(killed(400));
                }),
                history(Kind.REPEATS, "a short freeze explains nothing", history -> {
                    history.calls.add(0, call("ann", 500, 600, 204));
                    history.harm.add(frozen(550, 700));
                }),
                history(Kind.REPEATS, "a call after the end", history -> {
                    history.calls.add(call("Ann", 1400, 1500, 204));
                    history.harm.add(killed(1290));
                }),
                history(
                        Kind.REPEATS,
                        "a call for an earlier round",
                        history -> history.calls.add(call("old", 1400, 1500, 204))),
                history(Kind.CONTRACT, "Zoom complains", history -> history.contract.add("a header too many")));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("spoiled")
    void eachBrokenPromiseIsFound(Kind kind, String name, Consumer<History> spoiled) {
        History history = new History();
        spoiled.accept(history);

        assertThat(Judge.judge(history.seen())).extracting(Violation::kind).contains(kind);
    }

    private static Seen.Call call(String user, int from, int to, int status) {
        return new Seen.Call(user, "activate", at(from), at(to), status);
    }

    private static Arguments history(String name, Consumer<History> made) {
        return Arguments.of(name, made);
    }

    private static Arguments history(Kind kind, String name, Consumer<History> spoiled) {
        return Arguments.of(kind, name, spoiled);
    }
}
