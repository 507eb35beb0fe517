package dev.zoomstatus.ledger;

import dev.zoomstatus.change.Printable;
import dev.zoomstatus.change.RootCause;
import dev.zoomstatus.data.DataFolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;

/** Moves a ledger from SQLite to PostgreSQL: once, at a start, if {@code ledger.copy-from} says so. */
@ApplicationScoped
public class LedgerCopy {

    private static final Logger LOG = Logger.getLogger(LedgerCopy.class);
    private static final int PAGE = 1000;
    private static final int MOST_OF_A_MESSAGE = 500;

    /** All that is kept; a lease is of no use elsewhere. */
    private static final List<String> TABLES =
            List.of("batch", "status_change", "audit_entry", "account", "audit_file", "refused_address", "outbox");

    /** The tables whose keys the database counts up. */
    private static final List<String> COUNTED = List.of("status_change", "audit_entry", "outbox");

    private final DataFolder folder;
    private final LedgerDatabase database;
    private final Clock clock;
    private final Optional<String> from;

    /** Copies from the given address, if there is one. */
    public LedgerCopy(
            DataFolder folder,
            LedgerDatabase database,
            Clock clock,
            @ConfigProperty(name = "ledger.copy-from") Optional<String> from) {
        this.folder = folder;
        this.database = database;
        this.clock = clock;
        this.from = from;
    }

    /**
     * Copies all or nothing into a ledger on PostgreSQL that holds no change yet; else does nothing.
     *
     * @throws IllegalStateException if a process still uses the old ledger, or it cannot be read
     */
    public void copyIfAsked() {
        if (from.isEmpty() || database.dialect() == Dialect.SQLITE) {
            return;
        }
        try (Handle target = database.connect()) {
            target.useTransaction(handle -> {
                database.dialect().letOneAccept(handle);
                database.dialect().letOneWrite(handle);
                if (isEmpty(handle)) {
                    copy(file(from.get()), handle);
                } else {
                    LOG.info("ledger.copy-from: this ledger holds changes already, so nothing is copied");
                }
            });
        } catch (SQLException | JdbiException e) {
            throw new IllegalStateException(
                    "ledger.copy-from: the ledger cannot be copied: "
                            + Printable.clean(RootCause.message(e), MOST_OF_A_MESSAGE),
                    e);
        }
    }

    /** SQLite would make an empty database of a name that is wrong. */
    private static Path file(String url) {
        Path file = LedgerDatabase.file(url);
        if (!Files.isRegularFile(file)) {
            throw new IllegalStateException("ledger.copy-from: there is no ledger " + file
                    + "; write it as jdbc:sqlite:<file>, such as jdbc:sqlite:data/ledger.db");
        }
        return file;
    }

    private void copy(Path file, Handle target) throws SQLException {
        folder.lock(file.resolveSibling("")); // whoever uses it must not change what is copied
        try (Connection source = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            copy(source, target);
        }
    }

    private static boolean isEmpty(Handle handle) {
        return handle.createQuery("SELECT count(*) FROM (SELECT 1 FROM status_change LIMIT 1) AS any_change")
                        .mapTo(Integer.class)
                        .one()
                == 0;
    }

    private void copy(Connection source, Handle target) throws SQLException {
        for (String table : TABLES) {
            target.execute("DELETE FROM " + table);
            long rows = copy(source, target.getConnection(), table);
            LOG.infof("ledger.copy-from: copied %d rows of %s", rows, table);
        }
        for (String table : COUNTED) {
            target.createQuery("SELECT setval(pg_get_serial_sequence('" + table
                            + "', 'id'), (SELECT coalesce(max(id), 1)" + " FROM " + table + "))")
                    .mapTo(Long.class)
                    .one();
        }
        Recovery.putBack(target, clock.millis(), Long.MAX_VALUE, Recovery.Held.NONE);
    }

    private static long copy(Connection source, Connection target, String table) throws SQLException {
        try (Statement read = source.createStatement();
                ResultSet rows = read.executeQuery("SELECT * FROM " + table);
                PreparedStatement write = target.prepareStatement(insert(table, rows.getMetaData()))) {
            int columns = rows.getMetaData().getColumnCount();
            long count = 0;
            while (rows.next()) {
                for (int column = 1; column <= columns; column++) {
                    write.setObject(column, rows.getObject(column));
                }
                write.addBatch();
                if (++count % PAGE == 0) {
                    write.executeBatch();
                }
            }
            write.executeBatch();
            return count;
        }
    }

    private static String insert(String table, ResultSetMetaData columns) throws SQLException {
        StringBuilder names = new StringBuilder();
        for (int column = 1; column <= columns.getColumnCount(); column++) {
            names.append(column == 1 ? "" : ", ").append(columns.getColumnName(column));
        }
        String values = IntStream.range(0, columns.getColumnCount())
                .mapToObj(column -> "?")
                .collect(Collectors.joining(", "));
        return "INSERT INTO " + table + " (" + names + ") VALUES (" + values + ")";
    }
}
