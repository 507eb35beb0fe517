package dev.zoomstatus.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.TestSettings;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PostgreSQL keeps the plans that it made when the ledger was small: they must be those for a large one. */
class PostgresqlPlansTest {

    private static final String OPTIONS = "quarkus.datasource.postgresql.jdbc.additional-jdbc-properties.options";

    private TestLedger ledger;

    @BeforeEach
    void open(@TempDir Path folder) {
        ledger = new TestLedger(folder, Clock.systemUTC(), Dialect.POSTGRESQL);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 20_000})
    void aChangeIsEndedById(int endedLongAgo) {
        endedLongAgo(endedLongAgo);
        List<?> values = Arrays.asList("UPDATED", 204, null, null, 1L, 1L, "owner", 1, 1L);

        assertThat(plan(Settlements.END, values)).contains("Index Scan using status_change_pkey");
    }

    static List<String> joins() {
        return List.of(AuditTrail.UNCOPIED, Outbox.DUE, RefusedAddresses.DUE, OldRows.CHANGES);
    }

    /** What is joined is looked up by an index for each row, and not read as a whole for each. */
    @ParameterizedTest
    @MethodSource("joins")
    void whatIsJoinedIsLookedUp(String sql) {
        String plan = plan(sql.replaceAll(":\\w+", "?"), Collections.nCopies(sql.split(":\\w").length - 1, 2000L));

        assertThat(plan)
                .contains("Index Scan")
                .doesNotContain("Seq Scan", "Hash Join", "Merge Join", "Join Filter", "Materialize");
    }

    static List<String> lookingUpUsers() {
        return List.of(
                Claimable.ANY_DUE,
                Claimable.take(Dialect.POSTGRESQL, Claimable.IN_LINE),
                Claimable.take(Dialect.POSTGRESQL, Claimable.OLDEST.replace("<inVain>", "1, 2")),
                Superseding.WAITING);
    }

    /** Else each claim would read all that is open, for each change that it looks at. */
    @ParameterizedTest
    @MethodSource("lookingUpUsers")
    void aUsersOtherChangesAreLookedUpByUserThoughNothingWasOpenWhenThatWasPlanned(String sql) {
        endedLongAgo(20_000);

        assertThat(plan(sql, "1")).contains("Index Cond: ((user_key)::text = ").doesNotContain("Join Filter");
    }

    static List<String> lookingUpLeases() {
        return List.of(Claims.BEFORE, Claimable.ANY_DUE);
    }

    @ParameterizedTest
    @MethodSource("lookingUpLeases")
    void whatHasALeaseIsLookedUpThoughNothingWasOpenWhenThatWasPlanned(String sql) {
        endedLongAgo(20_000);

        assertThat(plan(sql, "1")).contains("Index Cond: (lease_until < ");
    }

    private void endedLongAgo(int number) {
        try (Handle handle = ledger.database().connect()) {
            handle.execute(
                    """
                    INSERT INTO status_change (id, origin, source, request_id, user_id, user_key, action, accepted_at,
                        due_at, claim_at, state, outcome)
                    SELECT i, 'file', 'f.csv', 'r' || i, 'u' || i, 'u' || i, 'ACTIVATE', i, i, i, 'DONE', 'UPDATED'
                    FROM generate_series(1, ?) i""",
                    number);
            handle.execute("VACUUM ANALYZE status_change");
        }
    }

    /** With one value for all that is left open in it. */
    private String plan(String sql, String value) {
        return plan(sql.replaceAll(":userKey", "'" + value + "'").replaceAll(":(?!:)\\w+", value), List.of());
    }

    /** As the application has it planned: with the options of its connections. */
    private String plan(String sql, List<?> values) {
        return ledger.writer().write(handle -> {
            options().forEach(option -> handle.execute("SET LOCAL " + option));
            return String.join("\n", explain(handle, sql, values));
        });
    }

    private static List<String> explain(Handle handle, String sql, List<?> values) {
        Query query = handle.createQuery("EXPLAIN " + sql);
        IntStream.range(0, values.size()).forEach(i -> query.bind(i, values.get(i)));
        return query.mapTo(String.class).list();
    }

    private static List<String> options() {
        return Arrays.stream(TestSettings.shipped(OPTIONS).split("-c "))
                .map(String::strip)
                .filter(option -> !option.isEmpty())
                .map(option -> option.replaceFirst("=(.*)", " = '$1'"))
                .toList();
    }
}
