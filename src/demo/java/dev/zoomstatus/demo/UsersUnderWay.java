package dev.zoomstatus.demo;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Lets one call per user in at a time. */
final class UsersUnderWay {

    /**
     * A client that has given a call up may begin the next before the pretend Zoom has noticed: so long is waited for
     * the earlier call to turn out to be abandoned.
     */
    private static final long NOTICE_MILLIS = 200;

    private final Map<String, Place> places = new ConcurrentHashMap<>();

    /** One user's call under way. */
    static final class Place {

        private final String key;
        private final CompletableFuture<Boolean> leftByClient = new CompletableFuture<>();

        private Place(String key) {
            this.key = key;
        }

        private boolean turnsOutToBeLeft() {
            try {
                return leftByClient.get(NOTICE_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException | ExecutionException e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    /** A place for that user's call, or null if another call has it. */
    @Nullable
    Place enter(String user) {
        Place mine = new Place(user.toLowerCase(Locale.ROOT));
        while (true) {
            Place other = places.putIfAbsent(mine.key, mine);
            if (other == null) {
                return mine;
            }
            if (!other.turnsOutToBeLeft()) {
                return null;
            }
        }
    }

    void leave(Place place, boolean byClient) {
        places.remove(place.key, place);
        place.leftByClient.complete(byClient);
    }
}
