package dev.zoomstatus.ledger;

import java.sql.SQLException;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The one connection that writes: made when it is first needed, and again after something went wrong on it. */
final class WritingConnection {

    private static final Logger LOG = Logger.getLogger(WritingConnection.class);

    private final LedgerDatabase database;
    private @Nullable Handle handle;

    WritingConnection(LedgerDatabase database) {
        this.database = database;
    }

    /** The connection, in the open transaction. */
    Handle open() throws SQLException {
        Handle current = handle;
        if (current == null) {
            current = database.connect();
            current.getConnection().setAutoCommit(false); // Jdbi's own transactions hide why a commit failed
            current.setStatementBuilder(new CachedStatements());
            handle = current;
        }
        return current;
    }

    /** Rolls back; a broken connection is not used again. */
    void drop() {
        Handle current = handle;
        handle = null;
        if (current != null) {
            try {
                current.getConnection().rollback();
                current.getConnection().setAutoCommit(true);
            } catch (SQLException e) {
                LOG.debug("rolling back failed", e);
            }
            try {
                current.close();
            } catch (RuntimeException e) {
                LOG.debug("closing a broken connection failed", e);
            }
        }
    }
}
