package dev.zoomstatus.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The users' order as the design has it, in plain Java: what the ledger is compared with. A change's id is its index. */
final class ClaimRule {

    /** A change. */
    static final class Change {
        private final String user;
        private final long dueAt;
        private long claimAt;
        private long leaseUntil;
        private int attempts;
        private String state = "PENDING"; // or RETRYING: after its own failure; IN_FLIGHT; or its outcome

        Change(String user, long dueAt) {
            this.user = user;
            this.dueAt = dueAt;
            this.claimAt = dueAt;
        }

        private boolean waits() {
            return state.equals("PENDING") || state.equals("RETRYING");
        }

        private boolean isCalled(int attempt) {
            return state.equals("IN_FLIGHT") && attempts == attempt;
        }
    }

    final List<Change> changes = new ArrayList<>();
    long now;

    ClaimRule(long now) {
        this.now = now;
    }

    /** Of each user the first in order that is due, if its time has come and no call of the user is under way. */
    List<Long> claim() {
        recover(now);
        List<Change> claimed = changes.stream()
                .map(change -> change.user)
                .distinct()
                .flatMap(user -> next(user).stream())
                .filter(change -> change.claimAt <= now)
                .sorted(Comparator.<Change>comparingLong(change -> change.claimAt)
                        .thenComparing(this::id))
                .toList();
        claimed.forEach(this::call);
        return claimed.stream().map(this::id).toList();
    }

    private long id(Change change) {
        return changes.indexOf(change);
    }

    /** The first in order; one that waits for a retry only if no later one is due. */
    private Optional<Change> next(String user) {
        List<Change> due = changes.stream()
                .filter(change -> change.user.equals(user) && change.waits() && change.dueAt <= now)
                .sorted(Comparator.comparingLong(change -> change.dueAt))
                .toList();
        boolean underWay =
                changes.stream().anyMatch(change -> change.user.equals(user) && change.state.equals("IN_FLIGHT"));
        if (underWay || due.isEmpty()) {
            return Optional.empty();
        }
        Change last = due.get(due.size() - 1);
        return due.stream()
                .filter(change -> change.state.equals("PENDING") || change == last)
                .findFirst();
    }

    private void call(Change called) {
        changes.stream()
                .filter(change ->
                        change.user.equals(called.user) && change.state.equals("RETRYING") && change != called)
                .forEach(change -> change.state = "SUPERSEDED");
        called.state = "IN_FLIGHT";
        called.attempts++;
        called.leaseUntil = now + TestLedger.CALL_TIME.plus(Claims.SLACK).toMillis();
    }

    void end(long id, int attempt) {
        Change change = changes.get((int) id);
        if (change.isCalled(attempt)) {
            change.state = "UPDATED";
        }
    }

    void putBack(long id, int attempt, long until, boolean ownFailure) {
        Change change = changes.get((int) id);
        if (change.isCalled(attempt)) {
            change.state = ownFailure ? "RETRYING" : "PENDING";
            change.claimAt = until;
        }
    }

    /** What is held by nobody any more waits again. */
    void recover(long before) {
        changes.stream()
                .filter(change -> change.state.equals("IN_FLIGHT") && change.leaseUntil < before)
                .forEach(change -> change.state = "PENDING");
    }

    Map<Long, String> states() {
        Map<Long, String> states = new TreeMap<>();
        changes.forEach(change -> states.put(id(change), change.state));
        return states;
    }
}
