package dev.zoomstatus.ledger;

import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Makes claimable again what a process held that died, or froze past its lease. */
final class Recovery {

    /** Not sorted: for that SQLite would read the whole table in the order of its ids. */
    static final String ENDED = "SELECT id, owner FROM status_change WHERE lease_until < :before";

    private Recovery() {}

    /** Whether a claim is still held, though the clock says that its lease has ended. */
    interface Held {

        /** Nobody's is. */
        Held NONE = (changeId, owner) -> false;

        boolean isBy(long changeId, String owner);
    }

    /**
     * Puts back the claims whose lease ended before the given time.
     *
     * @param now in milliseconds since 1970: when it happens
     * @param before in milliseconds since 1970; {@link Long#MAX_VALUE} puts back every claim
     * @param held which to leave: the clock may have been set forward
     */
    static void putBack(Handle handle, long now, long before, Held held) {
        List<Lease> ended = handle
                .createQuery(ENDED)
                .bind("before", before)
                .map((row, context) -> new Lease(row.getLong("id"), row.getString("owner")))
                .stream()
                .filter(lease -> !held.isBy(lease.changeId(), lease.owner()))
                .sorted(Comparator.comparingLong(Lease::changeId))
                .toList();
        ended.forEach(lease -> putBack(handle, now, lease.changeId()));
    }

    private record Lease(long changeId, String owner) {}

    /** In plain SQL: the copy of a ledger does it too, by a connection that keeps no statements. */
    private static void putBack(Handle handle, long now, long id) {
        handle.createUpdate(
                        """
                        INSERT INTO audit_entry (at, event, change_id, attempt, message)
                        SELECT :now, 'retried', id, attempts, 'the process ended before the answer was kept'
                        FROM status_change WHERE id = :id""")
                .bind("now", now)
                .bind("id", id)
                .execute();
        handle.createUpdate(
                        """
                        UPDATE status_change SET state = 'PENDING', owner = NULL, lease_until = NULL
                        WHERE id = :id""")
                .bind("id", id)
                .execute();
    }
}
