package dev.zoomstatus.ledger;

import dev.zoomstatus.change.Printable;
import dev.zoomstatus.data.DataFolder;
import io.quarkus.flyway.FlywayDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;
import org.jdbi.v3.core.Jdbi;

/** The database that holds the ledger: opened once at start, after the data folder was made. */
@ApplicationScoped
public class LedgerDatabase {

    private final DataFolder folder;
    private final Flyway flyway;
    private final Jdbi jdbi;

    /** Uses the embedded database; no connection is made before {@link #open}. */
    public LedgerDatabase(
            DataFolder folder,
            @io.quarkus.agroal.DataSource("sqlite") DataSource dataSource,
            @FlywayDataSource("sqlite") Flyway flyway) {
        this.folder = folder;
        this.flyway = flyway;
        this.jdbi = Jdbi.create(dataSource);
    }

    /**
     * Makes the data folder, claims it for this process and brings the tables up to date.
     *
     * @throws IllegalStateException if another process has the folder, or the database cannot be opened
     */
    public void open() {
        folder.open();
        folder.lock();
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            throw new IllegalStateException(
                    "ledger.url: the ledger cannot be opened: " + Printable.clean(String.valueOf(e.getMessage()), 500),
                    e);
        }
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
        } catch (org.jdbi.v3.core.JdbiException e) {
            throw new LedgerUnavailableException(e);
        }
    }
}
