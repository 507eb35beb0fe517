package dev.zoomstatus.ledger;

import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Counts how many rows of a batch are open. */
final class BatchCount {

    private BatchCount() {}

    static void closed(Handle handle, @Nullable String batchId) {
        if (batchId != null) {
            handle.createUpdate("UPDATE batch SET open_rows = open_rows - 1 WHERE id = :id")
                    .bind("id", batchId)
                    .execute();
        }
    }
}
