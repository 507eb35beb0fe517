package dev.zoomstatus.chaos;

import dev.zoomstatus.chaos.Violation.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** No change is lost; each ends once, in an outcome that what the server saw bears out, with one result row. */
final class OutcomeRules {

    private final Map<String, List<Seen.Result>> results;
    private final Map<String, List<Seen.Result>> told;
    private final Map<String, List<Seen.Entry>> ends;
    private final Set<String> retried;
    private final Map<String, List<Seen.Call>> calls;
    private final DueOrder order;
    private final List<Violation> found = new ArrayList<>();

    private OutcomeRules(Seen seen) {
        results = seen.results().stream().collect(Collectors.groupingBy(Seen.Result::requestId));
        told = seen.told().outcomes().stream().collect(Collectors.groupingBy(Seen.Result::requestId));
        ends = seen.audit().stream()
                .filter(entry -> entry.event().equals("ended"))
                .collect(Collectors.groupingBy(Seen.Entry::requestId));
        retried = seen.audit().stream()
                .filter(entry -> entry.event().equals("retried"))
                .map(Seen.Entry::requestId)
                .collect(Collectors.toSet());
        calls = seen.calls().stream().collect(Collectors.groupingBy(Seen.Call::user));
        order = new DueOrder(seen);
    }

    static List<Violation> broken(Seen seen) {
        OutcomeRules rules = new OutcomeRules(seen);
        seen.wishes().forEach(rules::check);
        rules.checkNoOthers(seen);
        return rules.found;
    }

    private void check(Wish wish) {
        List<Seen.Result> rows = results.getOrDefault(wish.requestId(), List.of());
        List<Seen.Entry> ended = ends.getOrDefault(wish.requestId(), List.of());
        if (rows.isEmpty() || ended.isEmpty() || order.of(wish.user()) == null) {
            add(Kind.MISSING, wish, rows.size() + " result rows, " + ended.size() + " ends in the audit file");
            return;
        }
        if (rows.size() > 1 || ended.size() > 1) {
            add(Kind.OUTCOMES, wish, rows.size() + " result rows, " + ended.size() + " ends in the audit file");
        }
        Seen.Result row = rows.get(0);
        checkTold(wish, row, told.getOrDefault(wish.requestId(), List.of()));
        if (!row.outcome().equals(ended.get(0).outcome())) {
            add(
                    Kind.OUTCOMES,
                    wish,
                    row.outcome() + " in the result, " + ended.get(0).outcome() + " in the audit file");
        }
        if (!same(wish, row)) {
            add(Kind.OUTCOMES, wish, "its result row is about something else: " + row);
        }
        if (!isBorneOut(wish, row.outcome(), ended.get(0))) {
            add(Kind.OUTCOMES, wish, row.outcome() + ", but the server saw " + calls.get(wish.user()));
        }
    }

    private void checkTold(Wish wish, Seen.Result row, List<Seen.Result> outcomes) {
        if (outcomes.isEmpty()) {
            add(Kind.MISSING, wish, "the outcome topic did not tell of it");
        } else if (outcomes.size() > 1 || !outcomes.get(0).outcome().equals(row.outcome())) {
            add(Kind.OUTCOMES, wish, row.outcome() + ", but the outcome topic told " + outcomes);
        }
    }

    private static boolean same(Wish wish, Seen.Result row) {
        return row.source().equals(wish.source())
                && row.line() == wish.line()
                && row.user().equals(wish.user())
                && row.action().equals(wish.action());
    }

    private boolean isBorneOut(Wish wish, String outcome, Seen.Entry end) {
        DueOrder.Place place = order.of(wish.user());
        return switch (outcome) {
            case "UPDATED" -> answered(wish, 204);
            case "REJECTED" -> answered(wish, 400);
            case "NOT_FOUND" -> answered(wish, 404);
            case "SUPERSEDED" ->
                place != null && retried.contains(wish.requestId()) && order.laterWasDue(place, end.at());
            default -> false; // nothing that was handed in makes no sense, comes twice, or fails for so long
        };
    }

    private boolean answered(Wish wish, int status) {
        return calls.getOrDefault(wish.user(), List.of()).stream()
                .anyMatch(call -> call.status() == status && call.action().equals(wish.action()));
    }

    private void checkNoOthers(Seen seen) {
        Set<String> wished = new HashSet<>();
        seen.wishes().forEach(wish -> wished.add(wish.requestId()));
        Stream.concat(seen.results().stream(), seen.told().outcomes().stream())
                .filter(row -> !wished.contains(row.requestId()))
                .forEach(row -> found.add(new Violation(Kind.OUTCOMES, "a result for nothing handed in: " + row)));
    }

    private void add(Kind kind, Wish wish, String what) {
        found.add(new Violation(kind, wish + ": " + what));
    }
}
