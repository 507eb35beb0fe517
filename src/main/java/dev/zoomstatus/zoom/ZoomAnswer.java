package dev.zoomstatus.zoom;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of one call to Zoom.
 *
 * @param kind what it means for the change
 * @param httpStatus null if there was no answer
 * @param zoomCode the body's {@code code}, null if it had none
 * @param message Zoom's words, or ours where it had none; clean of control characters and tokens, empty for a success
 * @param trackingId {@code x-zm-trackingid}, null if there was none
 * @param notBefore the time given with {@code Retry-After}, null if none was
 * @param silent whether it says nothing about the user: no answer, 5xx, or 404 without Zoom's code
 * @param mend for {@link Kind#SET_UP}: which setting or scope to mend; else null
 */
public record ZoomAnswer(
        Kind kind,
        @Nullable Integer httpStatus,
        @Nullable Integer zoomCode,
        String message,
        @Nullable String trackingId,
        @Nullable Instant notBefore,
        boolean silent,
        @Nullable String mend) {

    /** The few things that an answer can mean. */
    public enum Kind {
        /** Done. */
        UPDATED,
        /** Refused for this user. */
        REJECTED,
        /** No such user. */
        NOT_FOUND,
        /** Try this user again later. */
        TRY_AGAIN,
        /** Too many calls in a second: wait, then slow down. */
        TOO_FAST,
        /** Too many calls today: nothing more until the time given. */
        DAILY_LIMIT,
        /** The token is not valid, or not any more. */
        TOKEN_REFUSED,
        /** Our set-up is at fault, for all users. */
        SET_UP,
        /** In no table. */
        UNEXPECTED
    }

    /** Whether Zoom has spoken about this user: then the account is in order. */
    public boolean isAboutTheUser() {
        return kind == Kind.UPDATED
                || kind == Kind.REJECTED
                || (kind == Kind.NOT_FOUND && !silent)
                || isOnlyTooManyAtOnce();
    }

    /** Another call for the same user is under way: the one 429 that is not about the account. */
    private boolean isOnlyTooManyAtOnce() {
        return kind == Kind.TRY_AGAIN && httpStatus != null && httpStatus == 429;
    }
}
