package dev.zoomstatus.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.RowMapper;

/** The batches: one for each file that was taken. */
@ApplicationScoped
public class Batches {

    private static final String COLUMNS = "SELECT id, file, last_line, total_rows, open_rows, started_at FROM batch ";

    /** Said beside the state that is looked for: SQLite does not see by itself that the index of the unended has it. */
    private static final String UNENDED = "WHERE state <> 'ENDED' ";

    static final String RUNNING = COLUMNS + UNENDED + "AND state = 'ACCEPTED' ORDER BY started_at";

    static final String READING = COLUMNS + UNENDED + "AND state = 'READING' ORDER BY started_at";

    private static final RowMapper<Batch> BATCH = (row, context) -> new Batch(
            row.getString("id"),
            row.getString("file"),
            row.getLong("last_line"),
            row.getLong("total_rows"),
            row.getLong("open_rows"),
            row.getLong("started_at"));

    private final LedgerDatabase database;
    private final LedgerWriter writer;
    private final Clock clock;

    /** Reads and writes the table {@code batch}. */
    public Batches(LedgerDatabase database, LedgerWriter writer, Clock clock) {
        this.database = database;
        this.writer = writer;
        this.clock = clock;
    }

    /**
     * Whether a batch of that name has not ended yet. One that was begun, and of which no row was taken, leaves the name
     * free: {@link #begin} goes on with it.
     */
    public boolean isUnended(String file) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT 1 FROM batch
                        WHERE file = :file AND state <> 'ENDED' AND NOT (state = 'READING' AND last_line = 0)""")
                .bind("file", file)
                .mapTo(Integer.class)
                .findOne()
                .isPresent());
    }

    /** The last batch of that name, if its rows count as all read and none of that name is being read. */
    public Optional<Batch> closed(String file) {
        return database.read(handle -> handle.createQuery(
                        COLUMNS
                                + """
                                WHERE file = :file AND NOT EXISTS
                                    (SELECT 1 FROM batch WHERE file = :file AND state = 'READING')
                                ORDER BY started_at DESC LIMIT 1""")
                .bind("file", file)
                .map(BATCH)
                .findFirst());
    }

    /** Begins a batch, or goes on with the one that a dead process began to read under that name. */
    public Batch begin(String file) {
        return writer.write(handle -> reading(handle, file).orElseGet(() -> {
            Batch batch = new Batch(TimeOrderedId.at(clock.millis()), file, 0, 0, 0, clock.millis());
            handle.createUpdate(
                            """
                            INSERT INTO batch (id, file, state, last_line, total_rows, open_rows, started_at)
                            VALUES (:id, :file, 'READING', 0, 0, 0, :startedAt)""")
                    .bind("id", batch.id())
                    .bind("file", file)
                    .bind("startedAt", batch.startedAt())
                    .execute();
            return batch;
        }));
    }

    /** Forgets a batch of which no row was taken; by another instance neither, if this one was frozen meanwhile. */
    public void drop(Batch batch) {
        writer.write(handle -> handle.createUpdate(
                        "DELETE FROM batch WHERE id = :id AND state = 'READING' AND last_line = 0")
                .bind("id", batch.id())
                .execute());
    }

    /** Notes that all rows are in the ledger, and returns the batch as it is then. */
    public Batch accepted(Batch batch) {
        return writer.write(handle -> {
            handle.createUpdate(
                            "UPDATE batch SET state = 'ACCEPTED', accepted_at = :now WHERE id = :id AND state = 'READING'")
                    .bind("now", clock.millis())
                    .bind("id", batch.id())
                    .execute();
            return handle.createQuery(COLUMNS + "WHERE id = :id")
                    .bind("id", batch.id())
                    .map(BATCH)
                    .one();
        });
    }

    /** How many of a batch's rows were not accepted: they make no sense, or were there before. */
    public long notAccepted(Batch batch) {
        return database.read(handle -> handle.createQuery(
                        """
                        SELECT count(*) FROM status_change
                        WHERE batch_id = :id AND outcome IN ('INVALID', 'DUPLICATE')""")
                .bind("id", batch.id())
                .mapTo(Long.class)
                .one());
    }

    /** The batches whose rows are all in the ledger and have not all ended, or have no result file yet. */
    public List<Batch> running() {
        return database.read(handle -> handle.createQuery(RUNNING).map(BATCH).list());
    }

    /** The batches whose rows are not all in the ledger yet. */
    public List<Batch> reading() {
        return database.read(handle -> handle.createQuery(READING).map(BATCH).list());
    }

    /** Notes that the result file lies there. */
    public void ended(Batch batch) {
        writer.write(handle -> handle.createUpdate("UPDATE batch SET state = 'ENDED', ended_at = :now WHERE id = :id")
                .bind("now", clock.millis())
                .bind("id", batch.id())
                .execute());
    }

    private static Optional<Batch> reading(Handle handle, String file) {
        return handle.createQuery(COLUMNS + UNENDED + "AND file = :file AND state = 'READING'")
                .bind("file", file)
                .map(BATCH)
                .findOne();
    }
}
