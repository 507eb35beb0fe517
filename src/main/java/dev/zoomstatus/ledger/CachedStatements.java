package dev.zoomstatus.ledger;

import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.DefaultStatementBuilder;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Prepared statements kept for the life of one connection: compiling a statement costs SQLite more than running it.
 *
 * <p>Belongs to the one thread that uses the connection.
 */
final class CachedStatements implements StatementBuilder {

    private final DefaultStatementBuilder plain = new DefaultStatementBuilder();
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private final Map<String, PreparedStatement> bulks = new HashMap<>();

    /** The writing connection's statement for that text; it is never closed before the connection is. */
    static PreparedStatement kept(Handle handle, String sql) throws SQLException {
        Map<String, PreparedStatement> kept = ((CachedStatements) handle.getStatementBuilder()).bulks;
        PreparedStatement statement = kept.get(sql);
        if (statement == null) {
            statement = handle.getConnection().prepareStatement(sql);
            kept.put(sql, statement);
        }
        return statement;
    }

    @Override
    public PreparedStatement create(Connection connection, String sql, StatementContext context) throws SQLException {
        PreparedStatement kept = statements.remove(sql);
        return kept != null ? kept : plain.create(connection, sql, context);
    }

    @Override
    public void close(Connection connection, String sql, Statement statement) throws SQLException {
        if (statement instanceof PreparedStatement prepared && !(statement instanceof CallableStatement)) {
            prepared.clearParameters();
            PreparedStatement other = statements.put(sql, prepared);
            if (other != null) {
                other.close();
            }
        } else {
            statement.close();
        }
    }

    @Override
    public Statement create(Connection connection, StatementContext context) throws SQLException {
        return plain.create(connection, context);
    }

    @Override
    public CallableStatement createCall(Connection connection, String sql, StatementContext context)
            throws SQLException {
        return plain.createCall(connection, sql, context);
    }

    @Override
    public void close(Connection connection) {
        bulks.clear();
        statements.clear(); // the connection closes what it made
    }
}
