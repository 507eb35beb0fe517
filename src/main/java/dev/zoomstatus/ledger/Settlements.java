package dev.zoomstatus.ledger;

import dev.zoomstatus.change.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Settles a claim: the change has ended, or goes back to wait. State and audit entries in one transaction. */
@ApplicationScoped
public class Settlements {

    private static final Logger LOG = Logger.getLogger(Settlements.class);

    /**
     * Only what is in flight has an owner. Neither its state nor its lease is asked for as it is: PostgreSQL might look it up
     * by that, not by the id.
     */
    static final String END =
            """
            UPDATE status_change SET state = 'DONE', owner = NULL, lease_until = NULL, outcome = ?, http_status = ?,
                zoom_code = ?, message = ?, completed_at = ?
            WHERE id = ? AND owner = ? AND attempts = ? AND coalesce(lease_until, 0) = ?""";

    private final LedgerWriter writer;
    private final SharedWork<Ending, Boolean> endings = this::end;
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

    /** Hears how far the end of a call has got. */
    public interface Listener {

        /** The end is in line: a claim that is asked for now is made with it or later. */
        void queued();

        /** The end is in the open transaction: what is claimed from now on is committed with it or later. */
        void written();
    }

    /**
     * Ends the change with what Zoom answered last.
     *
     * @return whether it has ended; not if its lease had, for then it is called again
     */
    public boolean end(Claim claim, Outcome outcome, Answered answer, Listener listener) {
        boolean ended = writer.write(endings, new Ending(claim, outcome, answer, listener), listener::queued);
        if (!ended) {
            tooLate(claim);
        }
        return ended;
    }

    private record Ending(Claim claim, Outcome outcome, Answered answer, Listener listener) {}

    private List<Boolean> end(Handle handle, List<Ending> those) {
        long now = clock.millis();
        List<Boolean> ended = markEnded(handle, those, now);
        AuditEntries entries = new AuditEntries(handle);
        List<@Nullable String> batchIds = new ArrayList<>();
        List<Long> changeIds = new ArrayList<>();
        for (int i = 0; i < those.size(); i++) {
            if (!ended.get(i) && isEnded(handle, those.get(i))) {
                ended.set(i, true); // before: only the word that it was committed had been lost
                continue;
            }
            Claim claim = those.get(i).claim();
            Answered answer = those.get(i).answer();
            entries.add(now, "answered", claim.id(), claim.attempt(), answer, answer.message(), null);
            if (ended.get(i)) {
                String outcome = those.get(i).outcome().name();
                entries.add(now, "ended", claim.id(), claim.attempt(), answer, answer.message(), outcome);
                batchIds.add(claim.batchId());
                changeIds.add(claim.id());
            }
        }
        entries.write();
        BatchCount.closed(handle, batchIds);
        outbox.ended(handle, changeIds);
        those.forEach(ending -> ending.listener().written());
        return ended;
    }

    private static boolean isEnded(Handle handle, Ending ending) {
        return handle.createQuery(
                        "SELECT 1 FROM status_change WHERE id = :id AND attempts = :attempt AND outcome = :outcome")
                .bind("id", ending.claim().id())
                .bind("attempt", ending.claim().attempt())
                .bind("outcome", ending.outcome().name())
                .mapTo(Integer.class)
                .findFirst()
                .isPresent();
    }

    /** Ends each that is still held by this process. */
    private List<Boolean> markEnded(Handle handle, List<Ending> those, long now) {
        Bulk rows = new Bulk(handle, END);
        for (Ending ending : those) {
            Claim claim = ending.claim();
            Answered answer = ending.answer();
            rows.add(
                    ending.outcome().name(),
                    answer.httpStatus(),
                    answer.zoomCode(),
                    answer.message().isEmpty() ? null : answer.message(),
                    now,
                    claim.id(),
                    claims.owner(),
                    claim.attempt(),
                    claim.leaseUntil());
        }
        return Arrays.stream(rows.execute())
                .mapToObj(updated -> updated > 0)
                .collect(Collectors.toCollection(ArrayList::new));
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
        int settled = writer.write(handle -> {
            long now = clock.millis();
            if (answer != null) {
                AuditEntries.answered(handle, now, claim, answer);
            }
            int updated = handle.createUpdate(
                            """
                            UPDATE status_change SET state = 'PENDING', owner = NULL, lease_until = NULL,
                                claim_at = :until, retrying = :failed, failures = failures + :failed,
                                attempts = attempts - :notCalled,
                                first_called_at = CASE WHEN attempts = :notCalled THEN NULL ELSE first_called_at END,
                                http_status = :httpStatus, zoom_code = :zoomCode, message = :message
                            WHERE id = :id AND owner = :owner AND attempts = :attempt
                                AND coalesce(lease_until, 0) = :leaseUntil""")
                    .bind("until", until.toEpochMilli())
                    .bind("failed", ownFailure ? 1 : 0)
                    .bind("notCalled", answer == null ? 1 : 0)
                    .bind("httpStatus", answer == null ? null : answer.httpStatus())
                    .bind("zoomCode", answer == null ? null : answer.zoomCode())
                    .bind("message", why)
                    .bind("id", claim.id())
                    .bind("owner", claims.owner())
                    .bind("attempt", claim.attempt())
                    .bind("leaseUntil", claim.leaseUntil())
                    .execute();
            if (updated > 0) {
                AuditEntries.retried(handle, now, claim.id(), claim.attempt(), why);
            }
            return updated;
        });
        if (settled == 0) {
            tooLate(claim);
        }
    }

    private static void tooLate(Claim claim) {
        LOG.warnf(
                "The answer for change %d came after its lease had ended: it is in the audit trail, and the change is"
                        + " called again",
                claim.id());
    }
}
