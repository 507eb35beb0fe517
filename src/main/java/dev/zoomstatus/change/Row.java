package dev.zoomstatus.change;

import org.jspecify.annotations.Nullable;

/**
 * One row of a file, or one message, as read: either a change or what is wrong with it, never both.
 *
 * @param line where the row begins in the file (the first line is 1), the element's number in a JSON array, 0 for a
 *     message
 * @param user what was written as user, safe to show, at most 254 characters; "" if nothing was
 * @param action what was written as action, safe to show, at most 32 characters; "" if nothing was
 * @param requestId what was written as request id, safe to show, at most 255 characters; null if nothing was
 * @param change the change; null if the row makes no sense
 * @param problem what to mend, for people; null if the row makes sense
 */
public record Row(
        long line,
        String user,
        String action,
        @Nullable String requestId,
        @Nullable StatusChange change,
        @Nullable String problem) {

    /** Makes what was written safe to show; refuses a row that is both right and wrong, or neither. */
    public Row {
        if ((change == null) == (problem == null)) {
            throw new IllegalArgumentException("a row holds either a change or a problem");
        }
        user = Printable.clean(user, 254);
        action = Printable.clean(action, 32);
        requestId = requestId == null ? null : Printable.clean(requestId, 255);
    }

    /** Makes the row of a change; {@code action} is how the action was written. */
    public static Row of(long line, String action, StatusChange change) {
        return new Row(line, change.user(), action, change.requestId(), change, null);
    }

    /** The same row with that request id, if it has none of its own. */
    public Row withRequestId(@Nullable String id) {
        return requestId != null || id == null
                ? this
                : new Row(line, user, action, id, change == null ? null : change.withRequestId(id), problem);
    }

    /** The same row, which makes no sense, with another text about that. */
    public Row withProblem(String another) {
        return new Row(line, user, action, requestId, null, another);
    }

    /** Makes a row of which nothing could be read. */
    public static Row invalid(long line, String problem) {
        return new Row(line, "", "", null, null, problem);
    }
}
