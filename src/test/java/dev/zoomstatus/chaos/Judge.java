package dev.zoomstatus.chaos;

import java.util.ArrayList;
import java.util.List;

/** Finds every promise that was broken, from nothing but what was seen from the outside. */
final class Judge {

    private Judge() {}

    /** Judges one round, after everything has drained. */
    static List<Violation> judge(Seen seen) {
        List<Violation> found = new ArrayList<>();
        found.addAll(OutcomeRules.broken(seen));
        found.addAll(OrderRules.broken(seen));
        found.addAll(BudgetRule.broken(seen));
        found.addAll(RepeatRule.broken(seen));
        seen.contract().forEach(what -> found.add(new Violation(Violation.Kind.CONTRACT, what)));
        return found;
    }
}
