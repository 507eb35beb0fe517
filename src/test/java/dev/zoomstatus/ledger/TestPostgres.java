package dev.zoomstatus.ledger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** A real PostgreSQL server, started with the first database that is asked for, and gone with the JVM. */
public final class TestPostgres {

    private static final AtomicInteger DATABASES = new AtomicInteger();

    private TestPostgres() {}

    private static final class Server {
        private static final EmbeddedPostgres INSTANCE = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A new, empty database. */
    static DataSource newDatabase() {
        return newDatabase("");
    }

    /** A new, empty database, made with those options. */
    static DataSource newDatabase(String options) {
        return Server.INSTANCE.getDatabase("postgres", create(options));
    }

    /** The JDBC address of a new, empty database; user and password are {@code postgres}. */
    public static String newUrl() {
        return "jdbc:postgresql://localhost:" + Server.INSTANCE.getPort() + "/" + create("");
    }

    private static String create(String options) {
        String name = "ledger_" + DATABASES.incrementAndGet();
        try (Connection connection = Server.INSTANCE.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE " + name + " " + options);
            return name;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
