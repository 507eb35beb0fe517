package dev.zoomstatus.ledger;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jspecify.annotations.Nullable;

/**
 * One statement with many sets of values, sent at once; for the few statements that run for every change. Plain JDBC:
 * binding by name costs more than SQLite takes to run the statement.
 */
final class Bulk {

    private final PreparedStatement statement;
    private int size;

    /** Takes a statement with {@code ?} for its values, on the writing connection. */
    Bulk(Handle handle, String sql) {
        try {
            this.statement = CachedStatements.kept(handle, sql);
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Adds one set of values: text, numbers and nulls. */
    void add(@Nullable Object... values) {
        try {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.addBatch();
            size++;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    /** Runs the statement for each set of values in turn, and returns how many rows each of them changed. */
    int[] execute() {
        if (size == 0) {
            return new int[0];
        }
        try {
            size = 0;
            return statement.executeBatch();
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    private static TransactionException failed(SQLException e) {
        return new TransactionException("a statement failed", e);
    }
}
