package dev.zoomstatus.chaos;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The order in which each user's changes are to be carried out: by due time, then by acceptance. */
final class DueOrder {

    private final Map<String, Place> places = new HashMap<>();
    private final Map<String, List<Place>> users;

    /**
     * A change in its user's order.
     *
     * @param due when: accepted or effective, whichever is later
     * @param acceptance the number under which it was accepted
     */
    record Place(Wish wish, Instant due, long acceptance) implements Comparable<Place> {

        private static final Comparator<Place> ORDER =
                Comparator.comparing(Place::due).thenComparing(Place::acceptance);

        @Override
        public int compareTo(Place other) {
            return ORDER.compare(this, other);
        }
    }

    DueOrder(Seen seen) {
        Map<String, Seen.Entry> accepted = seen.audit().stream()
                .filter(entry -> entry.event().equals("accepted"))
                .collect(Collectors.toMap(Seen.Entry::requestId, entry -> entry, (first, second) -> first));
        for (Wish wish : seen.wishes()) {
            Seen.Entry entry = accepted.get(wish.requestId());
            if (entry != null && entry.changeId() != null) {
                places.put(wish.user(), new Place(wish, due(wish, entry.at()), entry.changeId()));
            }
        }
        users = places.values().stream()
                .collect(Collectors.groupingBy(place -> place.wish().userKey()));
    }

    private static Instant due(Wish wish, Instant accepted) {
        Instant effective = wish.effectiveAt();
        return effective != null && effective.isAfter(accepted) ? effective : accepted;
    }

    /** The place of the change that spells its user so; null if it was never accepted. */
    @Nullable
    Place of(String spelledUser) {
        return places.get(spelledUser);
    }

    /** Whether a later change of the same user was due by the given time. */
    boolean laterWasDue(Place place, Instant by) {
        return users.getOrDefault(place.wish().userKey(), List.of()).stream()
                .anyMatch(other -> other.compareTo(place) > 0 && !other.due().isAfter(by));
    }
}
