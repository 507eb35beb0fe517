package dev.zoomstatus.ledger;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Work that one run does for all who wait for it: one statement for many changes. */
interface SharedWork<R, T extends @Nullable Object> {

    /** Does it for each of those, and returns what came of each, in the same order. */
    List<T> apply(Handle handle, List<R> those);

    /**
     * Whether it starts while other instances may still write, so that they need not wait for all of it. It calls
     * {@link Dialect#letOneWrite} itself, before it writes anything that they write too.
     */
    default boolean startsBeforeItsTurn() {
        return false;
    }
}
