package dev.zoomstatus.bench;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.sqlite.SQLiteDataSource;

/** Looks into a ledger on SQLite, or changes it, while no application runs on it. */
final class Sql {

    private final SQLiteDataSource database = new SQLiteDataSource();

    private Sql(String url) {
        database.setUrl(url);
    }

    /** The ledger of the application in that folder. */
    static Sql on(Path folder) {
        return new Sql("jdbc:sqlite:" + folder.resolve("data/ledger.db"));
    }

    /** Runs statements, each for itself. */
    void run(String... statements) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does something while nobody else can write. */
    <T> T locked(Callable<T> work) throws InterruptedException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            return work.call();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** The one number that a query finds. */
    double number(String query) {
        return numbers("SELECT '', (" + query + ")").getOrDefault("", Double.NaN);
    }

    /** The numbers in the second column by the text in the first. */
    Map<String, Double> numbers(String query) {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            Map<String, Double> numbers = new HashMap<>();
            while (rows.next()) {
                numbers.put(rows.getString(1), rows.getDouble(2));
            }
            return numbers;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
