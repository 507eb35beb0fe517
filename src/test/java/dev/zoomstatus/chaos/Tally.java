package dev.zoomstatus.chaos;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the rounds on one ledger added up to. */
final class Tally {

    private final Ledger ledger;
    private final Map<Mishap, Integer> mishaps;
    private final List<Violation> violations = new ArrayList<>();
    private int rounds;
    private int changes;
    private int calls;
    private int repeats;
    private int answersLost;
    private int superseded;
    private int stalls;
    private int messages;
    private int again;

    Tally(Ledger ledger, Map<Mishap, Integer> mishaps) {
        this.ledger = ledger;
        this.mishaps = mishaps;
    }

    /** Adds a round. */
    void add(Seen seen, List<Violation> found, List<String> died) {
        rounds++;
        changes += seen.wishes().size();
        calls += seen.calls().size();
        repeats += repeats(seen);
        messages += (int) seen.wishes().stream()
                .filter(wish -> wish.source().equals(Messages.QUEUE))
                .count();
        again += seen.told().again();
        answersLost += seen.answersLost().size();
        superseded += (int) seen.results().stream()
                .filter(row -> row.outcome().equals("SUPERSEDED"))
                .count();
        stalls += (int) seen.harm().stream()
                .filter(harm -> harm.kind() == Seen.Harm.Kind.STALLED)
                .count();
        violations.addAll(found);
        died.forEach(last -> violations.add(new Violation(Violation.Kind.DEATH, "it logged last: " + last)));
    }

    private static int repeats(Seen seen) {
        Map<String, Integer> settled = new HashMap<>();
        seen.calls().stream().filter(Seen.Call::settled).forEach(call -> settled.merge(call.user(), 1, Integer::sum));
        return settled.values().stream().mapToInt(times -> times - 1).sum();
    }

    Ledger ledger() {
        return ledger;
    }

    int rounds() {
        return rounds;
    }

    int changes() {
        return changes;
    }

    int superseded() {
        return superseded;
    }

    int calls() {
        return calls;
    }

    int repeats() {
        return repeats;
    }

    /** Changes that came as messages. */
    int messages() {
        return messages;
    }

    /** Replies and outcome messages that came more than once. */
    int again() {
        return again;
    }

    /** How often the machine stood still. */
    int stalls() {
        return stalls;
    }

    int answersLost() {
        return answersLost;
    }

    int times(Mishap mishap) {
        return mishaps.getOrDefault(mishap, 0);
    }

    List<Violation> violations() {
        return violations;
    }

    long violations(Violation.Kind kind) {
        return violations.stream().filter(one -> one.kind() == kind).count();
    }
}
