package dev.zoomstatus.change;

import java.util.Objects;

/** What lies at the root of a failure: the database's, the broker's or the network's own words. */
public final class RootCause {

    private RootCause() {}

    /** Returns the innermost cause; the failure itself if it has none. */
    public static Throwable of(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return root;
    }

    /** Returns the message of the innermost cause, which may be hostile text; its class's name if it has none. */
    public static String message(Throwable failure) {
        Throwable root = of(failure);
        return Objects.requireNonNullElse(root.getMessage(), root.getClass().getSimpleName());
    }
}
