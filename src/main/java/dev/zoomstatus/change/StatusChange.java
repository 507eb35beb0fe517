package dev.zoomstatus.change;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One wish to activate or deactivate a user.
 *
 * @param user Zoom id or email address as written, 1 to 254 characters
 * @param action what is to be done
 * @param requestId the sender's own name for the wish, up to 255 characters; null if not given
 * @param effectiveAt not to be carried out before this time; null for at once
 * @param reason why, up to 4,000 characters; null if not given
 * @param requestedBy who asked for it, up to 255 characters; null if not given
 */
public record StatusChange(
        String user,
        Action action,
        @Nullable String requestId,
        @Nullable Instant effectiveAt,
        @Nullable String reason,
        @Nullable String requestedBy) {

    /** Names the user for comparing: in lower case. An id and an address of one person stay two users. */
    public String userKey() {
        return user.toLowerCase(Locale.ROOT);
    }

    /** The same wish by that name. */
    StatusChange withRequestId(String id) {
        return new StatusChange(user, action, id, effectiveAt, reason, requestedBy);
    }

    /** Tells whether the other change wishes for the same; the request id is no part of the content. */
    public boolean sameContent(StatusChange other) {
        return userKey().equals(other.userKey())
                && action == other.action
                && Objects.equals(effectiveAt, other.effectiveAt)
                && Objects.equals(reason, other.reason)
                && Objects.equals(requestedBy, other.requestedBy);
    }
}
