package dev.zoomstatus.ledger;

import org.jboss.logging.MDC;
import org.jspecify.annotations.Nullable;

/** What the log's lines carry beside their text (MDC) while this thread works on a change or a batch. */
public final class LogContext {

    private static final String CHANGE = "change";
    private static final String BATCH = "batch";
    private static final String REQUEST = "request";

    private LogContext() {}

    /** From now on this thread's lines are about that change. */
    public static void of(Claim claim) {
        put(CHANGE, Long.toString(claim.id()));
        put(BATCH, claim.batchId());
        put(REQUEST, claim.requestId());
    }

    /** From now on this thread's lines are about that batch. */
    public static void of(Batch batch) {
        put(BATCH, batch.id());
    }

    /** From now on this thread's lines are about nothing in particular. */
    public static void clear() {
        put(CHANGE, null);
        put(BATCH, null);
        put(REQUEST, null);
    }

    private static void put(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
