package dev.zoomstatus.ledger;

import dev.zoomstatus.data.DataFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteDataSource;

/** A ledger on a real SQLite file, made without a container. */
public final class TestLedger implements AutoCloseable {

    /** How long its calls may take. */
    public static final Duration CALL_TIME = Duration.ofSeconds(35);

    /** How often it is tried whether a pause is over. */
    public static final Duration PROBE_INTERVAL = Duration.ofSeconds(60);

    private final DataFolder folder;
    private final LedgerDatabase database;
    private final LedgerWriter writer;
    private final Clock clock;
    private final Claims claims;

    /** Opens one in that folder. */
    public TestLedger(Path dataDir, Clock clock) {
        this.clock = clock;
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + dataDir.resolve("ledger.db"));
        source.setJournalMode("WAL");
        source.setBusyTimeout(10_000);
        Flyway flyway = Flyway.configure()
                .dataSource(source)
                .locations("db/ledger")
                .placeholders(Map.of("identity", "INTEGER PRIMARY KEY AUTOINCREMENT"))
                .load();
        folder = new DataFolder(() -> dataDir);
        database = new LedgerDatabase(folder, source, flyway);
        database.open();
        writer = new LedgerWriter(database);
        claims = new Claims(writer, database, new Superseding(), clock);
    }

    /** The folder that it lies in. */
    public DataFolder folder() {
        return folder;
    }

    /** What writes into it. */
    LedgerWriter writer() {
        return writer;
    }

    /** Its batches. */
    public Batches batches() {
        return new Batches(database, writer, clock);
    }

    /** Its way in. */
    public Acceptance acceptance() {
        return new Acceptance(writer, clock);
    }

    /** Its way out. */
    public Claims claims() {
        return claims;
    }

    /** Claims what may go now. */
    public List<Claim> claim() {
        return claims.claim(10, CALL_TIME, PROBE_INTERVAL);
    }

    /** Ends and puts back what was claimed. */
    public Settlements settlements() {
        return new Settlements(writer, claims, clock);
    }

    /** Its account. */
    public Account account() {
        return new Account(database, writer, clock);
    }

    /** How its rows have ended. */
    public ResultRows resultRows() {
        return new ResultRows(database);
    }

    /** Its audit trail. */
    public AuditTrail auditTrail() {
        return new AuditTrail(database, writer);
    }

    @Override
    public void close() {
        writer.close();
    }
}
