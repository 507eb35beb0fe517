package dev.zoomstatus.ledger;

import dev.zoomstatus.data.DataFolder;
import io.agroal.api.AgroalDataSource;
import io.quarkus.agroal.DataSource;
import io.quarkus.flyway.FlywayDataSource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.flywaydb.core.Flyway;

/** Picks the database that {@code ledger.url} names; one build serves both. */
@ApplicationScoped
public class LedgerSource {

    /** Made by the container. */
    public LedgerSource() {}

    /** The ledger's database; the other one is not active and is never touched. */
    @Produces
    @Singleton
    LedgerDatabase database(
            DataFolder folder,
            @ConfigProperty(name = "ledger.url") String url,
            @DataSource("sqlite") Instance<AgroalDataSource> sqlite,
            @DataSource("postgresql") Instance<AgroalDataSource> postgresql,
            @FlywayDataSource("sqlite") Instance<Flyway> sqliteTables,
            @FlywayDataSource("postgresql") Instance<Flyway> postgresqlTables) {
        Dialect dialect = Dialect.of(url);
        return switch (dialect) {
            case SQLITE -> new LedgerDatabase(folder, dialect, sqlite.get(), sqliteTables::get);
            case POSTGRESQL -> new LedgerDatabase(folder, dialect, postgresql.get(), postgresqlTables::get);
        };
    }

    /** The clock of everything that has to do with due times, leases and budgets. */
    @Produces
    @Singleton
    Clock clock(LedgerDatabase database) {
        return database.clock();
    }
}
