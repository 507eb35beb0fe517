package dev.zoomstatus.ledger;

import dev.zoomstatus.change.Outcome;
import dev.zoomstatus.change.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Takes changes into the ledger: finds duplicates, stores, and tells the audit trail, in one transaction. */
@ApplicationScoped
public class Acceptance {

    private final LedgerWriter writer;
    private final Dialect dialect;
    private final Outbox outbox;
    private final Clock clock;
    private final Storing storing = new Storing();

    /** Takes changes in at the given clock's time. */
    public Acceptance(LedgerWriter writer, LedgerDatabase database, Outbox outbox, Clock clock) {
        this.writer = writer;
        this.dialect = database.dialect();
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
        return writer.write(storing, new Arrival(origin, rows), () -> {});
    }

    private record Arrival(Origin origin, List<Row> rows) {}

    /** The rows of a large file take their time: while they are stored, other instances call. */
    private final class Storing implements SharedWork<Arrival, Accepted> {

        @Override
        public boolean startsBeforeItsTurn() {
            return true;
        }

        @Override
        public List<Accepted> apply(Handle handle, List<Arrival> those) {
            dialect.letOneAccept(handle);
            AuditEntries entries = new AuditEntries(handle);
            List<Stored> stored = those.stream()
                    .map(arrival -> store(handle, arrival, entries))
                    .toList();
            dialect.letOneWrite(handle);
            entries.write();
            stored.forEach(arrival -> note(handle, arrival));
            return stored.stream().map(Stored::accepted).toList();
        }
    }

    private Stored store(Handle handle, Arrival arrival, AuditEntries entries) {
        Origin origin = arrival.origin();
        if (origin.messageId() != null) {
            Optional<Delivered> before = Delivered.find(handle, origin.source(), origin.messageId());
            if (before.isPresent() && before.get().isSame(arrival.rows().get(0))) {
                return new Stored(origin, List.of(), before.get().accepted(), 0);
            }
            if (before.isPresent()) {
                origin = origin.withoutMessageId();
            }
        }
        List<Row> fresh = fresh(handle, origin, arrival.rows());
        return fresh.isEmpty() ? new Stored(origin, fresh, Accepted.NOTHING, 0) : store(handle, origin, fresh, entries);
    }

    private static List<Row> fresh(Handle handle, Origin origin, List<Row> rows) {
        if (origin.batchId() == null) {
            return rows;
        }
        long lastLine = lastLine(handle, origin.batchId());
        return rows.stream().filter(row -> row.line() > lastLine).toList();
    }

    private static long lastLine(Handle handle, String batchId) {
        return handle.createQuery("SELECT last_line FROM batch WHERE id = :id")
                .bind("id", batchId)
                .mapTo(Long.class)
                .one();
    }

    /** What was stored, and the last row's id. */
    private record Stored(Origin origin, List<Row> rows, Accepted accepted, long lastId) {}

    private Stored store(Handle handle, Origin origin, List<Row> rows, AuditEntries entries) {
        Duplicates known = new Duplicates(handle, rows);
        NewRows newRows = new NewRows(handle, origin, clock.millis(), entries);
        int invalid = 0;
        int duplicates = 0;
        String whyInvalid = null;
        for (Row row : rows) {
            Refusal refusal = known.refusal(row);
            newRows.add(row, refusal);
            if (refusal != null && refusal.outcome() == Outcome.DUPLICATE) {
                duplicates++;
            } else if (refusal != null) {
                invalid++;
                whyInvalid = refusal.message();
            }
        }
        newRows.execute();
        Accepted accepted = new Accepted(rows.size() - invalid - duplicates, invalid, duplicates, whyInvalid);
        return new Stored(origin, rows, accepted, newRows.lastId());
    }

    /** Notes what follows for the batch or the message. */
    private void note(Handle handle, Stored stored) {
        Accepted accepted = stored.accepted();
        if (stored.rows().isEmpty()) {
            return;
        }
        if (stored.origin().replyTo() != null && accepted.invalid() + accepted.duplicates() > 0) {
            outbox.ended(handle, stored.lastId());
        }
        countIn(handle, stored.origin(), stored.rows(), accepted.accepted());
    }

    private static void countIn(Handle handle, Origin origin, List<Row> rows, int accepted) {
        if (origin.batchId() != null) {
            int counted = handle.createUpdate(
                            """
                            UPDATE batch SET last_line = :line, total_rows = total_rows + :rows, open_rows = open_rows + :open
                            WHERE id = :id""")
                    .bind("line", rows.get(rows.size() - 1).line())
                    .bind("rows", rows.size())
                    .bind("open", accepted)
                    .bind("id", origin.batchId())
                    .execute();
            if (counted != 1) { // another instance dropped it: without it, these rows would be read a second time
                throw new IllegalStateException("the batch " + origin.batchId() + " is gone");
            }
        }
    }
}
