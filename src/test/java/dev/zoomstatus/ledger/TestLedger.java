package dev.zoomstatus.ledger;

import dev.zoomstatus.data.DataFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteDataSource;

/** A ledger in a real SQLite file, in a data folder of its own. */
public final class TestLedger implements AutoCloseable {

    private final DataFolder folder;
    private final LedgerDatabase database;
    private final LedgerWriter writer;
    private final Batches batches;

    /** Makes the data folder {@code data} below the given one, and the ledger in it. */
    public TestLedger(Path parent, Clock clock) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + parent.resolve("data").resolve("ledger.db"));
        source.setJournalMode("WAL");
        source.setBusyTimeout(10_000);
        Flyway flyway = Flyway.configure()
                .dataSource(source)
                .locations("db/ledger")
                .placeholders(Map.of("identity", "INTEGER PRIMARY KEY AUTOINCREMENT"))
                .load();
        folder = new DataFolder(() -> parent.resolve("data"));
        database = new LedgerDatabase(folder, source, flyway);
        database.open();
        writer = new LedgerWriter(database);
        batches = new Batches(database, writer, clock);
    }

    /** The data folder. */
    public DataFolder folder() {
        return folder;
    }

    /** The database, which is open. */
    public LedgerDatabase database() {
        return database;
    }

    /** What writes into it. */
    public LedgerWriter writer() {
        return writer;
    }

    /** Its batches. */
    public Batches batches() {
        return batches;
    }

    @Override
    public void close() {
        writer.close();
    }
}
