package dev.zoomstatus.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Counts how many rows of a batch are open. */
final class BatchCount {

    private BatchCount() {}

    /** One row was closed in each of those batches; null stands for a message, which has none. */
    static void closed(Handle handle, Collection<@Nullable String> batchIds) {
        Map<String, Integer> closed = new HashMap<>();
        for (String id : batchIds) {
            if (id != null) {
                closed.merge(id, 1, Integer::sum);
            }
        }
        Bulk rows = new Bulk(handle, "UPDATE batch SET open_rows = open_rows - ? WHERE id = ?");
        closed.forEach((id, number) -> rows.add(number, id));
        rows.execute();
    }
}
