package dev.zoomstatus.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server, started when it is first asked for, with a new database each time. */
final class Postgres implements AutoCloseable {

    private @Nullable EmbeddedPostgres server;
    private int databases;

    /** The settings that put a ledger into a new database. */
    Map<String, String> newLedger() throws IOException {
        EmbeddedPostgres running = server == null ? start() : server;
        server = running;
        String name = "ledger" + databases++;
        try (Connection connection = running.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return Map.of(
                "LEDGER_URL", "jdbc:postgresql://localhost:" + running.getPort() + "/" + name,
                "LEDGER_USERNAME", "postgres",
                "LEDGER_PASSWORD", "postgres");
    }

    private static EmbeddedPostgres start() throws IOException {
        return EmbeddedPostgres.builder()
                // The library turns this off: the figures would be those of a ledger that flushes nothing.
                .setServerConfig("synchronous_commit", "on")
                .start();
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
            server = null;
        }
    }
}
