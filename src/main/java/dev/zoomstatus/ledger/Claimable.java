package dev.zoomstatus.ledger;

/** The rule by which changes are claimed, in SQL. */
final class Claimable {

    /**
     * A change may be claimed when its time has come, no call of its user is under way, and no earlier change of its
     * user is open, save one that waits for a retry: that one ends SUPERSEDED instead, as soon as a later one is due.
     *
     * <p>A later one may be claimed before it is due, if the clock was set back: it counts as due then.
     *
     * <p>The OFFSET keeps PostgreSQL from making a join of it: one that was planned while nothing was open reads all that is
     * open, for each change.
     */
    private static final String RULE =
            """
            FROM status_change c
            WHERE c.state = 'PENDING' AND c.claim_at <= :now
              AND NOT EXISTS (
                SELECT 1 FROM status_change o
                WHERE o.user_key = c.user_key AND o.state <> 'DONE' AND o.id <> c.id
                  AND (o.state = 'IN_FLIGHT'
                    OR (o.retrying = 0 AND (o.due_at < c.due_at OR (o.due_at = c.due_at AND o.id < c.id)))
                    OR (c.retrying = 1 AND (o.due_at <= :now OR o.claim_at <= :now)
                        AND (o.due_at > c.due_at OR (o.due_at = c.due_at AND o.id > c.id))))
                LIMIT 1 OFFSET 0)
            """;

    static final String ANY_DUE =
            "SELECT 1 " + RULE + " UNION ALL SELECT 1 FROM status_change WHERE lease_until < :now LIMIT 1";

    static final String IN_LINE = " ORDER BY c.claim_at, c.id LIMIT :most";

    /** One that was tried in vain comes last: it may be its user's own fault that keeps all others waiting. */
    static final String OLDEST = " ORDER BY c.id IN (<inVain>), c.due_at, c.id LIMIT 1";

    /** Materialized: PostgreSQL would be free to look again for each row, and find more than the limit. */
    private static final String TAKE =
            """
            WITH due AS MATERIALIZED (SELECT c.id %s)
            UPDATE status_change SET state = 'IN_FLIGHT', retrying = 0, owner = :owner, lease_until = :leaseUntil,
                attempts = attempts + 1, first_called_at = coalesce(first_called_at, :now),
                paused_before = CASE WHEN first_called_at IS NULL THEN :pausedTotal ELSE paused_before END
            WHERE id IN (SELECT id FROM due)
            RETURNING id, batch_id, user_id, action, origin, request_id, attempts, failures, first_called_at,
                paused_before, claim_at""";

    private Claimable() {}

    /** The statement that claims, with those in front that come first in the given order. */
    static String take(Dialect dialect, String order) {
        return TAKE.formatted(RULE + order + dialect.skipLocked());
    }
}
