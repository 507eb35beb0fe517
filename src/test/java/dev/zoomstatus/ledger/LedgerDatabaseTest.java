package dev.zoomstatus.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteDataSource;

/** What is said of a database that cannot be opened. */
class LedgerDatabaseTest {

    @Test
    void anEmbeddedDatabaseThatCannotBeOpenedIsTheUrlsFault(@TempDir Path folder) {
        SQLiteDataSource source = new SQLiteDataSource();
        source.setUrl("jdbc:sqlite:" + folder); // a folder is no database

        assertThatThrownBy(() -> open(folder, Dialect.SQLITE, source))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("ledger.url: the ledger cannot be opened: ");
    }

    @Test
    void aDatabaseServerThatLetsNobodyInNamesAllThatMayBeAtFault(@TempDir Path folder) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(TestPostgres.newUrl());
        source.setUser("nobody");

        assertThatThrownBy(() -> open(folder, Dialect.POSTGRESQL, source))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "ledger.url, ledger.username or ledger.password: the ledger cannot be opened: ");
    }

    /** As the driver says it when the server wants a password, and none was given. */
    @Test
    void aDatabaseServerThatRefusesAConnectionIsNotWaitedFor(@TempDir Path folder) {
        PGSimpleDataSource refusing = new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                throw new SQLException("no password was provided", "08004");
            }
        };

        assertThatThrownBy(() -> open(folder, Dialect.POSTGRESQL, refusing)).isInstanceOf(IllegalStateException.class);
    }

    /** The driver tells of one with all that stands in it. */
    @Test
    void ofAnAddressThatCannotBeReadNoPasswordIsTold(@TempDir Path folder) {
        PGSimpleDataSource unreadable = new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                return DriverManager.getConnection("jdbc:postgresql://localhost:99999/x?user=u&password=T0PSECRET");
            }
        };

        assertThatThrownBy(() -> open(folder, Dialect.POSTGRESQL, unreadable))
                .hasMessageContaining("jdbc:postgresql://localhost:99999/x?…")
                .hasMessageNotContaining("T0PSECRET");
    }

    @Test
    void anEmbeddedLedgerBelongsToOneProcessWhereverItsFileLies(@TempDir Path folder) {
        DataSource shared = TestLedger.sqlite(folder);
        TestLedger first = new TestLedger(folder.resolve("one"), Clock.systemUTC(), Dialect.SQLITE, shared);

        assertThatThrownBy(() -> open(folder.resolve("other"), Dialect.SQLITE, shared))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another process already uses " + folder);

        first.close();
    }

    @Test
    void aDatabaseServerThatIsAwayMayComeBack(@TempDir Path folder) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setPortNumbers(new int[] {1}); // nobody listens there

        assertThatThrownBy(() -> open(folder, Dialect.POSTGRESQL, source))
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageStartingWith(
                        "ledger.url, ledger.username or ledger.password: the ledger cannot be opened: ");
    }

    /** As when the server's machine is off: the pool gives up first, and its exception has no SQLSTATE. */
    @Test
    void aDatabaseServerThatIsSilentMayComeBack(@TempDir Path folder) {
        PGSimpleDataSource silent = new PGSimpleDataSource() {
            @Override
            public Connection getConnection() throws SQLException {
                throw new SQLException("Acquisition timeout while waiting for new connection");
            }
        };

        assertThatThrownBy(() -> open(folder, Dialect.POSTGRESQL, silent))
                .isInstanceOf(LedgerUnavailableException.class);
    }

    @Test
    void aDatabaseThatCannotKeepEveryScriptIsRefused(@TempDir Path folder) {
        DataSource source =
                TestPostgres.newDatabase("TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'");

        assertThatThrownBy(() -> open(folder, Dialect.POSTGRESQL, source))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith("ledger.url: the database's encoding is LATIN1, ");
    }

    private static void open(Path folder, Dialect dialect, DataSource source) {
        new TestLedger(folder.resolve("data"), Clock.systemUTC(), dialect, source).close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:sqlite:/srv/ledger.db", "jdbc:sqlite:file:/srv/ledger.db?cache=private"})
    void theFileOfALedgerIsWhatItsAddressNames(String url) {
        assertThat(LedgerDatabase.file(url)).isEqualTo(Path.of("/srv/ledger.db").toAbsolutePath());
    }
}
