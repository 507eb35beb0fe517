package dev.zoomstatus.chaos;

import dev.zoomstatus.chaos.DueOrder.Place;
import dev.zoomstatus.chaos.Violation.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Each user's changes are accepted and called in their order, and never two at once. */
final class OrderRules {

    /** So long it may take the server to notice that a client has left. */
    private static final Duration NOTICE = Duration.ofMillis(250);

    /** A database's clock is known no better than the way to it is fast. */
    private static final Duration CLOCKS = Duration.ofMillis(100);

    private final DueOrder order;
    private final List<Violation> found = new ArrayList<>();

    private OrderRules(Seen seen) {
        order = new DueOrder(seen);
    }

    static List<Violation> broken(Seen seen) {
        OrderRules rules = new OrderRules(seen);
        rules.checkAcceptance(seen.wishes());
        rules.checkCalls(seen.calls());
        return rules.found;
    }

    private void checkAcceptance(List<Wish> wishes) {
        Map<String, Place> last = new HashMap<>();
        for (Wish wish : wishes) {
            Place place = order.of(wish.user());
            Place before = place == null ? null : last.put(wish.userKey(), place);
            if (place != null && before != null && before.acceptance() > place.acceptance()) {
                found.add(new Violation(Kind.ORDER, place + " was accepted before " + before));
            }
        }
    }

    private void checkCalls(List<Seen.Call> calls) {
        Map<String, Place> newest = new HashMap<>();
        Map<String, Seen.Call> latest = new HashMap<>();
        for (Seen.Call call : calls) {
            String user = call.user().toLowerCase(Locale.ROOT);
            Place place = order.of(call.user());
            Place before = newest.get(user);
            if (place != null && call.start().isBefore(place.due().minus(CLOCKS))) {
                found.add(new Violation(Kind.ORDER, call + " for " + place + " came before its time"));
            }
            if (place != null && before != null && place.compareTo(before) < 0) {
                found.add(new Violation(Kind.ORDER, call + " for " + place + " came after one for " + before));
            } else if (place != null) {
                newest.put(user, place);
            }
            checkAlone(latest.put(user, call), call);
        }
    }

    private void checkAlone(Seen.@Nullable Call before, Seen.Call call) {
        if (before == null || !call.start().isBefore(before.end())) {
            return;
        }
        boolean left =
                before.status() == 0 && before.end().isBefore(call.start().plus(NOTICE));
        if (!left) {
            found.add(new Violation(Kind.AT_ONCE, call + " began while " + before + " was under way"));
        }
    }
}
