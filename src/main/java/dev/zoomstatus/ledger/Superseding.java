package dev.zoomstatus.ledger;

import dev.zoomstatus.change.Outcome;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Ends the changes that wait for a retry when a later change of their user goes out. */
@ApplicationScoped
public class Superseding {

    /** Only what is pending waits for a retry. Its state is not asked for: PostgreSQL might look it up by that. */
    static final String WAITING =
            "SELECT id, batch_id, origin FROM status_change WHERE retrying = 1 AND user_key = :userKey AND id <> :id";

    private final Outbox outbox;

    /** Notes in the given outbox what is to be sent about the changes that end. */
    public Superseding(Outbox outbox) {
        this.outbox = outbox;
    }

    /** Ends those of the claimed change's user, and returns where they came from. */
    List<String> endEarlier(Handle handle, Claim later, long now) {
        List<Waiting> earlier = waiting(handle, later);
        for (Waiting waiting : earlier) {
            String message =
                    "a later change of this user (" + later.change().action().wire() + ", request id "
                            + later.requestId() + ") was due while this one waited for a retry";
            handle.createUpdate(
                            """
                            UPDATE status_change SET state = 'DONE', retrying = 0, outcome = :outcome, message = :message,
                                completed_at = :now
                            WHERE id = :id""")
                    .bind("outcome", Outcome.SUPERSEDED.name())
                    .bind("message", message)
                    .bind("now", now)
                    .bind("id", waiting.id())
                    .execute();
            AuditEntries.ended(handle, now, waiting.id(), null, null, message, Outcome.SUPERSEDED.name());
            BatchCount.closed(handle, Collections.singletonList(waiting.batchId()));
            outbox.ended(handle, waiting.id());
        }
        return earlier.stream().map(Waiting::origin).toList();
    }

    private record Waiting(long id, @Nullable String batchId, String origin) {}

    private static List<Waiting> waiting(Handle handle, Claim later) {
        return handle.createQuery(WAITING)
                .bind("userKey", later.change().userKey())
                .bind("id", later.id())
                .map((row, context) ->
                        new Waiting(row.getLong("id"), row.getString("batch_id"), row.getString("origin")))
                .list();
    }
}
