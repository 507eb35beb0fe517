package dev.zoomstatus.ledger;

import org.jdbi.v3.core.Handle;

/** Makes claimable again what a process held that died, or froze past its lease. */
final class Recovery {

    private Recovery() {}

    /**
     * Puts back the claims whose lease ended before the given time.
     *
     * @param now in milliseconds since 1970: when it happens
     * @param before in milliseconds since 1970; {@link Long#MAX_VALUE} puts back every claim
     */
    static void putBack(Handle handle, long now, long before) {
        handle.createUpdate(
                        """
                        INSERT INTO audit_entry (at, event, change_id, attempt, message)
                        SELECT :now, 'retried', id, attempts, 'the process ended before the answer was kept'
                        FROM status_change WHERE state = 'IN_FLIGHT' AND lease_until < :before""")
                .bind("now", now)
                .bind("before", before)
                .execute();
        handle.createUpdate(
                        """
                        UPDATE status_change SET state = 'PENDING', owner = NULL, lease_until = NULL
                        WHERE state = 'IN_FLIGHT' AND lease_until < :before""")
                .bind("before", before)
                .execute();
    }
}
