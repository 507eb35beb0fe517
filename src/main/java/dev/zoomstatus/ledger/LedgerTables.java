package dev.zoomstatus.ledger;

import java.util.Optional;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementException;

/** The ledger's tables, made and brought up to date by Flyway from {@code db/ledger}. */
final class LedgerTables {

    /** The newest migration as Flyway notes it: version and description; the latter, as others may note theirs in that schema. */
    static final String NEWEST = "9 address gone since";

    private final Supplier<Flyway> flyway;

    /** Asks for Flyway only if there is something to do: it takes a sixth of the time of a start. */
    LedgerTables(Supplier<Flyway> flyway) {
        this.flyway = flyway;
    }

    /** Does what the newest version asks for; nothing if it was done last. */
    void bringUpToDate(Jdbi jdbi) {
        if (!last(jdbi).equals(Optional.of(NEWEST))) {
            flyway.get().migrate();
        }
    }

    private static Optional<String> last(Jdbi jdbi) {
        try {
            return jdbi.withHandle(handle -> handle.createQuery(
                            "SELECT version || ' ' || description FROM flyway_schema_history WHERE success ORDER BY installed_rank DESC LIMIT 1")
                    .mapTo(String.class)
                    .findOne());
        } catch (StatementException e) { // there is no such table yet
            return Optional.empty();
        }
    }
}
