package dev.zoomstatus.ledger;

import dev.zoomstatus.change.Outcome;
import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Takes changes into the ledger: finds duplicates, stores, and tells the audit trail, in one transaction. */
@ApplicationScoped
public class Acceptance {

    private static final String EARLIER =
            """
            SELECT request_id, user_id, action, effective_at, reason, requested_by, outcome FROM status_change
            WHERE request_id IN (<ids>) AND (outcome IS NULL OR outcome NOT IN ('INVALID', 'DUPLICATE')) ORDER BY id""";

    private final LedgerWriter writer;
    private final Outbox outbox;
    private final Clock clock;

    /** Takes changes in at the given clock's time. */
    public Acceptance(LedgerWriter writer, Outbox outbox, Clock clock) {
        this.writer = writer;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Stores the rows; those that were stored before, when a process died in the middle or a message was delivered again,
     * are recognised in silence.
     *
     * @throws LedgerUnavailableException if nothing could be stored
     */
    public Accepted accept(Origin origin, List<Row> rows) {
        return writer.write(handle -> {
            if (origin.messageId() != null) {
                Optional<Accepted> before = delivered(handle, origin.source(), origin.messageId());
                return before.orElseGet(() -> store(handle, origin, rows));
            }
            List<Row> fresh = fresh(handle, origin, rows);
            return fresh.isEmpty() ? Accepted.NOTHING : store(handle, origin, fresh);
        });
    }

    private static List<Row> fresh(Handle handle, Origin origin, List<Row> rows) {
        if (origin.batchId() == null) {
            return rows;
        }
        long lastLine = lastLine(handle, origin.batchId());
        return rows.stream().filter(row -> row.line() > lastLine).toList();
    }

    /** What the message got when it was delivered before: nobody knows whether it was also told why it was refused. */
    private static Optional<Accepted> delivered(Handle handle, String source, String messageId) {
        return handle.createQuery(
                        """
                        SELECT CASE WHEN outcome = 'INVALID' THEN message END AS refusal FROM status_change
                        WHERE source = :source AND message_id = :messageId""")
                .bind("source", source)
                .bind("messageId", messageId)
                .map((row, context) -> new Accepted(0, 0, 0, row.getString("refusal")))
                .findFirst();
    }

    private static long lastLine(Handle handle, String batchId) {
        return handle.createQuery("SELECT last_line FROM batch WHERE id = :id")
                .bind("id", batchId)
                .mapTo(Long.class)
                .one();
    }

    private Accepted store(Handle handle, Origin origin, List<Row> rows) {
        Map<String, Earlier> earlier = earlier(handle, rows);
        long now = clock.millis();
        long id = NewRows.firstId(handle);
        NewRows newRows = new NewRows(handle, origin, now);
        int invalid = 0;
        int duplicates = 0;
        String whyInvalid = null;
        for (Row row : rows) {
            Refusal refusal = refusal(row, earlier);
            newRows.add(id++, row, refusal);
            if (refusal == null) {
                remember(row, earlier);
            } else if (refusal.outcome() == Outcome.DUPLICATE) {
                duplicates++;
            } else {
                invalid++;
                whyInvalid = refusal.message();
            }
        }
        newRows.execute();
        if (origin.replyTo() != null && invalid + duplicates > 0) {
            outbox.ended(handle, id - 1);
        }
        int accepted = rows.size() - invalid - duplicates;
        countIn(handle, origin, rows, accepted);
        return new Accepted(accepted, invalid, duplicates, whyInvalid);
    }

    /** Why a row is not accepted. */
    record Refusal(Outcome outcome, String message) {}

    private static @Nullable Refusal refusal(Row row, Map<String, Earlier> earlier) {
        StatusChange change = row.change();
        if (change == null) {
            return new Refusal(Outcome.INVALID, Objects.requireNonNull(row.problem()));
        }
        Earlier same = change.requestId() == null ? null : earlier.get(change.requestId());
        if (same == null) {
            return null;
        }
        if (!same.change().sameContent(change)) {
            return new Refusal(
                    Outcome.INVALID,
                    "requestId: it already stands for another change, which " + same.state()
                            + "; give this one a request id of its own");
        }
        return same.failed()
                ? null
                : new Refusal(Outcome.DUPLICATE, "the same change with this request id " + same.state());
    }

    private static void remember(Row row, Map<String, Earlier> earlier) {
        StatusChange change = row.change();
        if (change != null && change.requestId() != null) {
            earlier.put(change.requestId(), new Earlier(change, null));
        }
    }

    private static Map<String, Earlier> earlier(Handle handle, List<Row> rows) {
        List<String> ids = rows.stream()
                .map(Row::change)
                .filter(Objects::nonNull)
                .map(StatusChange::requestId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        Map<String, Earlier> earlier = new HashMap<>();
        if (!ids.isEmpty()) {
            handle.createQuery(EARLIER)
                    .bindList("ids", ids)
                    .map(Earlier.MAPPER)
                    .forEach(found ->
                            earlier.put(Objects.requireNonNull(found.change().requestId()), found));
        }
        return earlier;
    }

    private static void countIn(Handle handle, Origin origin, List<Row> rows, int accepted) {
        if (origin.batchId() != null) {
            handle.createUpdate(
                            """
                            UPDATE batch SET last_line = :line, total_rows = total_rows + :rows, open_rows = open_rows + :open
                            WHERE id = :id""")
                    .bind("line", rows.get(rows.size() - 1).line())
                    .bind("rows", rows.size())
                    .bind("open", accepted)
                    .bind("id", origin.batchId())
                    .execute();
        }
    }
}
