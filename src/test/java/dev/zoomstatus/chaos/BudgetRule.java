package dev.zoomstatus.chaos;

import dev.zoomstatus.chaos.Seen.Harm;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** No sliding second at the server has more calls than the limit and max(2, 5 %), all processes together. */
final class BudgetRule {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int LEAST_TOLERANCE = 2;
    private static final double TOLERANCE = 0.05;

    private BudgetRule() {}

    static List<Violation> broken(Seen seen) {
        int limit = seen.limits().perSecond();
        double allowed = limit + Math.max(LEAST_TOLERANCE, limit * TOLERANCE);
        List<Instant> starts =
                seen.calls().stream().map(Seen.Call::start).sorted().toList();
        List<Violation> found = new ArrayList<>();
        int from = 0;
        for (int to = 0; to < starts.size(); to++) {
            while (!starts.get(to).isBefore(starts.get(from).plus(SECOND))) {
                from++;
            }
            int calls = to - from + 1;
            if (calls > allowed && !afterAPause(starts.get(from), starts.get(to), seen.harm())) {
                found.add(new Violation(
                        Violation.Kind.BUDGET, calls + " calls from " + starts.get(from) + " to " + starts.get(to)));
                from = to; // the next is another second
            }
        }
        return found;
    }

    /** What a process had begun before it paused goes out when it goes on: that second is excepted. */
    private static boolean afterAPause(Instant first, Instant last, List<Harm> harm) {
        return harm.stream()
                .filter(one -> one.kind() == Harm.Kind.FROZEN || one.kind() == Harm.Kind.STALLED)
                .anyMatch(pause ->
                        !last.isBefore(pause.to()) && !first.isAfter(pause.to().plus(SECOND)));
    }
}
