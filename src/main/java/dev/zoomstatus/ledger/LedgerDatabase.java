package dev.zoomstatus.ledger;

import dev.zoomstatus.change.Printable;
import dev.zoomstatus.change.RootCause;
import dev.zoomstatus.data.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DatabaseMetaData;
import java.sql.SQLException;
import java.time.Clock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.sqlite.NativeLibraryNotFoundException;

/** The database that holds the ledger: opened once at start, after the data folder was made. */
public final class LedgerDatabase {

    private static final int MOST_OF_A_MESSAGE = 500;

    private static final String NO_LIBRARY =
            "org.sqlite.tmpdir: SQLite's library cannot be unpacked there and loaded; have java start with"
                    + " -Dorg.sqlite.tmpdir=<folder>, one that this user may write and that is not mounted noexec, as /tmp may be";

    private final DataFolder folder;
    private final Dialect dialect;
    private final LedgerTables tables;
    private final Jdbi jdbi;
    private final Clock clock;

    /** Uses the given database; no connection is made before {@link #open}. */
    public LedgerDatabase(DataFolder folder, Dialect dialect, DataSource source, Supplier<Flyway> flyway) {
        this.folder = folder;
        this.dialect = dialect;
        this.tables = new LedgerTables(flyway);
        this.jdbi = Jdbi.create(source);
        this.clock = dialect == Dialect.SQLITE ? Clock.systemUTC() : new DatabaseClock(this);
    }

    /**
     * Makes the data folder, claims an embedded database for this process, and brings the tables up to date.
     *
     * @throws IllegalStateException if another process has the folder, or the database cannot be opened
     * @throws LedgerUnavailableException if its server cannot be reached, or is starting or stopping
     */
    public void open() {
        folder.open();
        try {
            if (dialect == Dialect.SQLITE) {
                folder.lock();
                String url = jdbi.withHandle(handle -> handle.queryMetadata(DatabaseMetaData::getURL));
                folder.lock(file(url).resolveSibling(""));
            }
            tables.bringUpToDate(jdbi);
            requireUtf8();
        } catch (FlywayException | JdbiException e) {
            String why = RootCause.of(e) instanceof NativeLibraryNotFoundException
                    ? NO_LIBRARY
                    : dialect.settings() + ": the ledger cannot be opened: "
                            + Printable.clean(reason(e), MOST_OF_A_MESSAGE);
            throw isAway(e) ? new LedgerUnavailableException(why, e) : new IllegalStateException(why, e);
        }
    }

    /** The file that an address of SQLite's names. */
    static Path file(String url) {
        return Path.of(url.replaceFirst("^jdbc:sqlite:(file:)?", "").replaceFirst("[?].*", ""))
                .toAbsolutePath()
                .normalize();
    }

    /**
     * Whether the reason may pass by itself: classes 08 (connection; but not 08004, refused), 57P (start, stop) and 53 (no room) of SQLSTATE, or none,
     * for it is the pool that has waited in vain.
     */
    private boolean isAway(Throwable failure) {
        boolean away = false;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                away = sql.getSQLState() == null || sql.getSQLState().matches("08(?!004).*|57P.*|53.*");
            }
        }
        return away && dialect == Dialect.POSTGRESQL;
    }

    /** Names of users and files, and what Zoom answers, are in any script; a row that cannot be kept would stop all. */
    private void requireUtf8() {
        if (dialect == Dialect.POSTGRESQL) {
            String encoding = jdbi.withHandle(handle -> handle.createQuery("SHOW server_encoding")
                    .mapTo(String.class)
                    .one());
            if (!encoding.equals("UTF8") && !encoding.equals("SQL_ASCII")) { // which keeps bytes as they are
                throw new IllegalStateException("ledger.url: the database's encoding is " + encoding
                        + ", which cannot keep every script; move it (pg_dump, createdb --encoding=UTF8"
                        + " --template=template0, pg_restore)");
            }
        }
    }

    /** The database's own words, or the network's, whose messages alone say little: a host's name if it is not known. */
    private static String reason(RuntimeException failure) {
        Throwable root = RootCause.of(failure);
        String message = RootCause.message(root)
                .lines()
                .findFirst()
                .orElse("")
                .replaceAll("[?]\\S*", "?…"); // the options of an address, a password perhaps
        return root instanceof IOException ? root.getClass().getSimpleName() + ": " + message : message;
    }

    /** The database's clock; the machine's if the database is embedded. */
    public Clock clock() {
        return clock;
    }

    /** What the ledger runs on. */
    Dialect dialect() {
        return dialect;
    }

    /** A new connection, to be closed by the caller. */
    Handle connect() {
        return jdbi.open();
    }

    /**
     * Reads, beside the one writing connection.
     *
     * @throws LedgerUnavailableException if the database does not answer
     */
    public <T> T read(HandleCallback<T, RuntimeException> query) {
        try {
            return jdbi.withHandle(query);
        } catch (JdbiException e) {
            throw new LedgerUnavailableException(e);
        }
    }
}
