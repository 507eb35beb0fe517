package dev.zoomstatus.ledger;

import dev.zoomstatus.TestSettings;
import dev.zoomstatus.data.DataFolder;
import dev.zoomstatus.data.DataSettings;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongPredicate;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteDataSource;

/** A ledger on a real SQLite file or a real PostgreSQL, made without a container. */
public final class TestLedger implements AutoCloseable {

    /** How long its calls may take. */
    public static final Duration CALL_TIME = Duration.ofSeconds(35);

    /** How often it is tried whether a pause is over. */
    public static final Duration PROBE_INTERVAL = Duration.ofSeconds(60);

    /** Hears nothing. */
    public static final Settlements.Listener NOBODY = new Settlements.Listener() {
        @Override
        public void queued() {}

        @Override
        public void written() {}
    };

    private final Path dataDir;
    private final DataSource source;
    private final DataFolder folder;
    private final LedgerDatabase database;
    private final LedgerWriter writer;
    private final Clock clock;
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final Claims claims;
    private final AtomicInteger looks = new AtomicInteger();

    /** Opens one on SQLite in that folder. */
    public TestLedger(Path dataDir, Clock clock) {
        this(dataDir, clock, Dialect.SQLITE);
    }

    /** Opens one; on PostgreSQL that is a new database. */
    public TestLedger(Path dataDir, Clock clock, Dialect dialect) {
        this(dataDir, clock, dialect, dialect == Dialect.SQLITE ? sqlite(dataDir) : TestPostgres.newDatabase());
    }

    /** Opens one that is in that database, or is made there. */
    TestLedger(Path dataDir, Clock clock, Dialect dialect, DataSource source) {
        this.clock = clock;
        this.source = source;
        this.dataDir = dataDir;
        Flyway flyway = Flyway.configure()
                .dataSource(source)
                .locations("db/ledger")
                .placeholders(Map.of("identity", TestLedger.identity(dialect)))
                .load();
        folder = new DataFolder(new Folder(dataDir));
        database = new LedgerDatabase(folder, dialect, source, () -> flyway);
        database.open();
        writer = new LedgerWriter(database);
        claims = new Claims(writer, database, new Superseding(outbox()), metrics, clock) {
            @Override
            public boolean anyDue() {
                looks.incrementAndGet();
                return super.anyDue();
            }
        };
    }

    /** How the migrations declare a key that the database counts up. */
    static String identity(Dialect dialect) {
        return TestSettings.shipped(
                "quarkus.flyway." + dialect.name().toLowerCase(Locale.ROOT) + ".placeholders.identity");
    }

    /** The database of one on SQLite in that folder. */
    static DataSource sqlite(Path dataDir) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + dataDir.resolve("ledger.db"));
        source.setJournalMode("WAL");
        source.setBusyTimeout(10_000);
        return source;
    }

    /** A second instance on the same ledger. */
    public TestLedger another() {
        return new TestLedger(dataDir, clock, database.dialect(), source);
    }

    /** Its right to touch the files. */
    public FilesLease filesLease() {
        return new FilesLease(database, writer, clock);
    }

    /** When calls may go. */
    public CallSchedule callSchedule() {
        return new CallSchedule(database, writer, clock);
    }

    /** How many changes were counted with that outcome. */
    double counted(String outcome) {
        return metrics.find("zoom.changes").tag("outcome", outcome).counters().stream()
                .mapToDouble(Counter::count)
                .sum();
    }

    /** The database. */
    public LedgerDatabase database() {
        return database;
    }

    /** The folder that it lies in. */
    public DataFolder folder() {
        return folder;
    }

    /** What writes into it. */
    public LedgerWriter writer() {
        return writer;
    }

    /** What removes old rows of it. */
    public OldRows oldRows() {
        return new OldRows(database, writer);
    }

    /** The ids in one of its tables. */
    public List<Long> ids(String table) {
        return database.read(handle -> handle.createQuery("SELECT id FROM " + table + " ORDER BY id")
                .mapTo(Long.class)
                .list());
    }

    /** How many rows there are in one of its tables. */
    public long count(String table) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM " + table)
                .mapTo(Long.class)
                .one());
    }

    /** How many changes the metric says have ended. */
    public double done() {
        return database.read(LedgerCounts::done);
    }

    /** Its batches. */
    public Batches batches() {
        return new Batches(database, writer, clock);
    }

    /** Its way in. */
    public Acceptance acceptance() {
        return new Acceptance(writer, database, outbox(), clock);
    }

    /** Its way out. */
    public Claims claims() {
        return claims;
    }

    /** How often it was looked whether anything is due. */
    public int looks() {
        return looks.get();
    }

    /** Claims what may go now. */
    public List<Claim> claim() {
        return claim(id -> false);
    }

    /** Claims what may go now, while some calls are still under way. */
    public List<Claim> claim(LongPredicate underWay) {
        return claims.claim(() -> 10, underWay, List.of(), Long.MAX_VALUE, CALL_TIME, PROBE_INTERVAL);
    }

    /** Claims what may go now, after some changes were tried in vain. */
    List<Claim> claimAfter(List<Long> triedInVain) {
        return claims.claim(() -> 10, id -> false, triedInVain, Long.MAX_VALUE, CALL_TIME, PROBE_INTERVAL);
    }

    /** Ends and puts back what was claimed. */
    public Settlements settlements() {
        return new Settlements(writer, claims, outbox(), clock);
    }

    /** What is still to be sent. */
    public Outbox outbox() {
        return new Outbox(database, writer, true);
    }

    /** The addresses that take no reply. */
    public RefusedAddresses refusedAddresses() {
        return new RefusedAddresses(database, writer, clock);
    }

    /** Its account. */
    public Account account() {
        return new Account(database, writer, clock);
    }

    /** How its rows have ended. */
    public ResultRows resultRows() {
        return new ResultRows(database);
    }

    /** Has it believe that nothing of its audit trail was copied. */
    public void forgetCopies() {
        writer.write(handle -> handle.execute("UPDATE audit_file SET copied_id = 0"));
    }

    /** Its audit trail. */
    public AuditTrail auditTrail() {
        return new AuditTrail(database, writer);
    }

    @Override
    public void close() {
        writer.close();
    }

    private record Folder(Path dir) implements DataSettings {
        @Override
        public Duration keep() {
            return Duration.ofDays(400);
        }
    }
}
