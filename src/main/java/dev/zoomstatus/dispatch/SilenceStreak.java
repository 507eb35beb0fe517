package dev.zoomstatus.dispatch;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.Set;

/** Counts calls in a row that say nothing about their users: after twenty for different users it is not about users. */
@ApplicationScoped
public class SilenceStreak {

    private static final int TOO_MANY = 20;

    private final Set<String> users = new HashSet<>();

    /** Begins empty. */
    public SilenceStreak() {}

    /** Counts one more silence, and returns whether they are too many. */
    synchronized boolean anotherFor(String userKey) {
        users.add(userKey);
        return users.size() >= TOO_MANY;
    }

    /** Ends the streak: an answer came. */
    synchronized void broken() {
        users.clear();
    }
}
