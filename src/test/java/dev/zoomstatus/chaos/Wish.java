package dev.zoomstatus.chaos;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One status change that was handed in. Its user's name is spelled as no other change spells it (upper and lower case
 * do not matter to the order of a user's changes), so that each call at the server tells which change it is for.
 *
 * @param requestId its own
 * @param user as spelled for this change
 * @param action {@code activate} or {@code deactivate}
 * @param source the file it stands in, or the queue
 * @param line where in the file, 0 for a message
 * @param effectiveAt not before, null for at once
 */
record Wish(String requestId, String user, String action, String source, long line, @Nullable Instant effectiveAt) {

    private static final String LETTERS = "abcdefghijklmnopqrst";

    /** Spells that user's name in the way of that number. */
    static String spelled(String user, int number) {
        StringBuilder name = new StringBuilder(user).append('-');
        for (int i = 0; i < LETTERS.length(); i++) {
            char letter = LETTERS.charAt(i);
            name.append((number >> i & 1) == 1 ? Character.toUpperCase(letter) : letter);
        }
        return name.append("@x.org").toString();
    }

    /** What the order is kept by. */
    String userKey() {
        return user.toLowerCase(Locale.ROOT);
    }
}
