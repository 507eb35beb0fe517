package dev.zoomstatus.chaos;

import dev.zoomstatus.chaos.Seen.Harm;
import dev.zoomstatus.chaos.Violation.Kind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A call is repeated only where its answer was lost: not more often than there were calls under way when a process was
 * harmed, and answers that were kept from it. And never is a change called that has ended. A message comes again only
 * where sending was broken off.
 */
final class RepeatRule {

    /** The audit trail's clock and the server's may be read so far apart. */
    private static final Duration CLOCKS = Duration.ofMillis(50);

    /** So many messages are sent before it is noted that they were. */
    private static final int PAGE = 100;

    private final Seen seen;
    private final List<Instant> answersLost;
    private final int[] underWay;
    private final List<Violation> found = new ArrayList<>();

    private RepeatRule(Seen seen) {
        this.seen = seen;
        this.answersLost = new ArrayList<>(seen.answersLost());
        this.underWay = new int[seen.harm().size()];
    }

    static List<Violation> broken(Seen seen) {
        RepeatRule rule = new RepeatRule(seen);
        rule.checkRepeats();
        rule.checkEnded();
        rule.checkMessages();
        return rule.found;
    }

    private void checkRepeats() {
        Map<String, Seen.Call> settled = new HashMap<>();
        for (Seen.Call call : seen.calls()) {
            Seen.Call before = settled.get(call.user());
            if (before != null && !isExplained(before, call)) {
                found.add(new Violation(Kind.REPEATS, call + " repeats " + before));
            }
            if (call.settled()) {
                settled.put(call.user(), call);
            }
        }
    }

    private boolean isExplained(Seen.Call before, Seen.Call repeat) {
        for (int i = 0; i < underWay.length; i++) {
            Harm harm = seen.harm().get(i);
            if (hits(harm, before, repeat) && underWay[i] < seen.limits().concurrency()) {
                underWay[i]++;
                return true;
            }
        }
        return answersLost.stream()
                .filter(lost -> !lost.isBefore(before.start()) && !lost.isAfter(repeat.start()))
                .findFirst()
                .map(answersLost::remove)
                .orElse(false);
    }

    /** A freeze loses an answer only if the call's time was over when the process thawed. */
    private boolean hits(Harm harm, Seen.Call before, Seen.Call repeat) {
        if (harm.kind() == Harm.Kind.STALLED) {
            return false; // whatever was on its way is still there
        }
        boolean between = !harm.to().isBefore(before.start()) && !harm.from().isAfter(repeat.start());
        boolean tooShort = harm.kind() == Harm.Kind.FROZEN
                && harm.to().isBefore(before.start().plus(seen.limits().callTime()));
        return between && !tooShort;
    }

    private void checkMessages() {
        Seen.Told told = seen.told();
        if (told.again() > PAGE * told.breaks()) {
            String what = told.again() + " messages came again, sending broke off " + told.breaks() + " times";
            found.add(new Violation(Kind.REPEATS, what));
        }
    }

    private void checkEnded() {
        Map<String, Instant> ended = seen.audit().stream()
                .filter(entry -> entry.event().equals("ended"))
                .collect(Collectors.toMap(Seen.Entry::requestId, Seen.Entry::at, (first, second) -> first));
        Map<String, Wish> wishes = seen.wishes().stream().collect(Collectors.toMap(Wish::user, wish -> wish));
        for (Seen.Call call : seen.calls()) {
            Wish wish = wishes.get(call.user());
            if (wish == null) {
                found.add(new Violation(Kind.REPEATS, call + " is for nothing handed in in this round"));
            } else {
                Instant end = ended.getOrDefault(wish.requestId(), Instant.MAX);
                if (call.start().minus(CLOCKS).isAfter(end)) {
                    found.add(new Violation(Kind.REPEATS, call + " came after the end at " + end));
                }
            }
        }
    }
}
