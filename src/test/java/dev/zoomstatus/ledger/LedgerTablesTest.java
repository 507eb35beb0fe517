package dev.zoomstatus.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Comparator;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerTablesTest {

    @Test
    void newestIsTheLastMigration() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("src/main/resources/db/ledger"))) {
            assertThat(files.map(LedgerTablesTest::noted)
                            .max(Comparator.comparing(noted -> Integer.valueOf(noted.replaceFirst(" .*", "")))))
                    .hasValue(LedgerTables.NEWEST);
        }
    }

    /** {@code V9__address_gone_since.sql} is noted as "9 address gone since". */
    private static String noted(Path file) {
        return file.getFileName().toString().replaceFirst("V(.*)\\.sql", "$1").replaceAll("_+", " ");
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void flywayIsNotAskedAgainForTablesOfTheNewestVersion(Dialect dialect, @TempDir Path folder) {
        DataSource source = dialect == Dialect.SQLITE ? TestLedger.sqlite(folder) : TestPostgres.newDatabase();
        new TestLedger(folder, Clock.systemUTC(), dialect, source).close();

        assertThatCode(() -> new LedgerTables(LedgerTablesTest::asked).bringUpToDate(Jdbi.create(source)))
                .doesNotThrowAnyException();
    }

    private static Flyway asked() {
        throw new AssertionError("Flyway was asked");
    }
}
