package dev.zoomstatus.ledger;

import dev.zoomstatus.change.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Settles a claim: the change has ended, or goes back to wait. State and audit entries in one transaction. */
@ApplicationScoped
public class Settlements {

    private static final Logger LOG = Logger.getLogger(Settlements.class);

    private final LedgerWriter writer;
    private final Claims claims;
    private final Outbox outbox;
    private final Clock clock;

    /** Settles at the given clock's time. */
    public Settlements(LedgerWriter writer, Claims claims, Outbox outbox, Clock clock) {
        this.writer = writer;
        this.claims = claims;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Ends the change with what Zoom answered last. */
    public void end(Claim claim, Outcome outcome, Answered answer) {
        settle(claim, answer, (handle, now) -> {
            int updated = handle.createUpdate(
                            """
                            UPDATE status_change SET state = 'DONE', owner = NULL, lease_until = NULL, outcome = :outcome,
                                http_status = :httpStatus, zoom_code = :zoomCode, message = :message, completed_at = :now
                            WHERE id = :id AND state = 'IN_FLIGHT' AND owner = :owner AND attempts = :attempt""")
                    .bind("outcome", outcome.name())
                    .bind("httpStatus", answer.httpStatus())
                    .bind("zoomCode", answer.zoomCode())
                    .bind("message", answer.message().isEmpty() ? null : answer.message())
                    .bind("now", now)
                    .bind("id", claim.id())
                    .bind("owner", claims.owner())
                    .bind("attempt", claim.attempt())
                    .execute();
            if (updated > 0) {
                AuditEntries.ended(handle, now, claim.id(), claim.attempt(), answer, answer.message(), outcome.name());
                BatchCount.closed(handle, claim.batchId());
                outbox.ended(handle, claim.id());
            }
            return updated;
        });
    }

    /**
     * Puts the change back.
     *
     * @param until not to be claimed before
     * @param ownFailure whether it failed itself: then the back-off grows, and a later change of its user goes first
     * @param answer what Zoom answered, null if the call was not made: then it does not count as an attempt
     * @param why for the audit trail
     */
    public void putBack(Claim claim, Instant until, boolean ownFailure, @Nullable Answered answer, String why) {
        settle(claim, answer, (handle, now) -> {
            int updated = handle.createUpdate(
                            """
                            UPDATE status_change SET state = 'PENDING', owner = NULL, lease_until = NULL,
                                claim_at = :until, retrying = :failed, failures = failures + :failed,
                                attempts = attempts - :notCalled,
                                first_called_at = CASE WHEN attempts = :notCalled THEN NULL ELSE first_called_at END,
                                http_status = :httpStatus, zoom_code = :zoomCode, message = :message
                            WHERE id = :id AND state = 'IN_FLIGHT' AND owner = :owner AND attempts = :attempt""")
                    .bind("until", until.toEpochMilli())
                    .bind("failed", ownFailure ? 1 : 0)
                    .bind("notCalled", answer == null ? 1 : 0)
                    .bind("httpStatus", answer == null ? null : answer.httpStatus())
                    .bind("zoomCode", answer == null ? null : answer.zoomCode())
                    .bind("message", why)
                    .bind("id", claim.id())
                    .bind("owner", claims.owner())
                    .bind("attempt", claim.attempt())
                    .execute();
            if (updated > 0) {
                AuditEntries.retried(handle, now, claim.id(), claim.attempt(), why);
            }
            return updated;
        });
    }

    private interface Settling {
        int apply(Handle handle, long now);
    }

    private void settle(Claim claim, @Nullable Answered answer, Settling settling) {
        int updated = writer.write(handle -> {
            long now = clock.millis();
            if (answer != null) {
                AuditEntries.answered(handle, now, claim, answer);
            }
            return settling.apply(handle, now);
        });
        if (updated == 0) {
            LOG.warnf(
                    "The answer for change %d came after its lease had ended: it is in the audit trail, and the change is"
                            + " called again",
                    claim.id());
        }
    }
}
