package dev.zoomstatus.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.zoomstatus.SettableClock;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A ledger that an earlier version left is taken over with what was still to be sent. */
class UpgradeTest {

    private static final long ENDED = 2;

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void whatWasToBeSentBeforeAddressesWereHeldBackIsSentInOrder(Dialect dialect, @TempDir Path folder)
            throws SQLException {
        try (TestLedger ledger = upgraded(dialect, folder)) {
            assertThat(ledger.outbox().due(9))
                    .extracting(OutcomeMessage::replyTo, OutcomeMessage::correlationId, OutcomeMessage::held)
                    .containsExactly(tuple("queue:r", "C1", false), tuple(null, null, false));
        }
    }

    @ParameterizedTest
    @EnumSource(Dialect.class)
    void howLongAReplyHasWaitedIsKept(Dialect dialect, @TempDir Path folder) throws SQLException {
        try (TestLedger ledger = upgraded(dialect, folder)) {
            assertThat(ledger.refusedAddresses().drop("queue:r", Instant.ofEpochMilli(ENDED - 1), "too late"))
                    .isZero();
            assertThat(ledger.refusedAddresses().drop("queue:r", Instant.ofEpochMilli(ENDED), "too late"))
                    .isEqualTo(1);
        }
    }

    /** A ledger with a reply and an outcome message still to be sent, made by the version before and opened by this one. */
    private static TestLedger upgraded(Dialect dialect, Path folder) throws SQLException {
        DataSource source = dialect == Dialect.SQLITE ? TestLedger.sqlite(folder) : TestPostgres.newDatabase();
        Flyway.configure()
                .dataSource(source)
                .locations("db/ledger")
                .placeholders(Map.of("identity", TestLedger.identity(dialect)))
                .target("6")
                .load()
                .migrate();
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(
                    """
                    INSERT INTO status_change (id, origin, source, request_id, user_id, user_key, action, reply_to,
                        correlation_id, accepted_at, due_at, claim_at, state, attempts, outcome, completed_at)
                    VALUES (1, 'jms', 'q', 'R1', 'Jane', 'jane', 'ACTIVATE', 'queue:r', 'C1', 1, 1, 1, 'DONE', 1,
                        'UPDATED', %d)"""
                            .formatted(ENDED));
            statement.execute(
                    """
                    INSERT INTO outbox (id, change_id, kind, send_at, failing_since)
                    VALUES (7, 1, 'REPLY', 9000, 3), (8, 1, 'OUTCOME', 2, NULL)""");
        }
        return new TestLedger(folder, new SettableClock("2026-11-23T12:00:00Z"), dialect, source);
    }
}
