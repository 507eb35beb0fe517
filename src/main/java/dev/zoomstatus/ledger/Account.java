package dev.zoomstatus.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The account's pause, kept in the ledger so that it survives a restart. */
@ApplicationScoped
public class Account {

    /** The kind of pause that ends at a time given: no other cuts it short, nor does a start. */
    public static final String DAILY_LIMIT = "DAILY_LIMIT";

    private final LedgerDatabase database;
    private final LedgerWriter writer;
    private final Clock clock;

    /** Reads and writes the table {@code account}. */
    public Account(LedgerDatabase database, LedgerWriter writer, Clock clock) {
        this.database = database;
        this.writer = writer;
        this.clock = clock;
    }

    /** The account's state now. */
    public AccountState state() {
        return database.read(AccountState::read);
    }

    /**
     * Pauses the account, or changes the reason of a pause.
     *
     * @param kind of pause
     * @param reason for people, naming what to mend
     * @param probeAt no call before
     * @return whether a person has not heard of this kind of pause yet
     */
    public boolean pause(String kind, String reason, Instant probeAt) {
        return writer.write(handle -> {
            AccountState state = AccountState.read(handle);
            if (DAILY_LIMIT.equals(state.kind()) && state.probeAt() > probeAt.toEpochMilli()) {
                return false;
            }
            boolean news = !kind.equals(state.kind());
            if (news) {
                AuditEntries.ofAccount(handle, clock.millis(), "paused", reason);
            }
            handle.createUpdate(
                            """
                            UPDATE account SET paused_since = coalesce(paused_since, :now), pause_kind = :kind,
                                pause_reason = :reason, probe_at = :probeAt
                            WHERE id = 1""")
                    .bind("now", clock.millis())
                    .bind("kind", kind)
                    .bind("reason", reason)
                    .bind("probeAt", probeAt.toEpochMilli())
                    .execute();
            return news;
        });
    }

    /**
     * Ends a pause that had begun by the given time.
     *
     * @param calledAt when the call was begun that showed that all is well, in milliseconds since 1970
     * @return how long the pause was, empty if there was none
     */
    public Optional<Duration> resume(long calledAt) {
        return writer.write(handle -> {
            AccountState state = AccountState.read(handle);
            Long since = state.pausedSince();
            long now = clock.millis();
            // A pause that is yet to begin began by a clock that was set back.
            if (since == null || (since > calledAt && since <= now)) {
                return Optional.empty();
            }
            Duration length = Duration.ofMillis(Math.max(0, now - since));
            AuditEntries.ofAccount(handle, now, "resumed", "paused for " + length.toSeconds() + " s");
            handle.createUpdate(
                            """
                            UPDATE account SET paused_since = NULL, pause_kind = NULL, pause_reason = NULL,
                                probe_at = NULL, paused_total = paused_total + :length
                            WHERE id = 1""")
                    .bind("length", length.toMillis())
                    .execute();
            return Optional.of(length);
        });
    }

    /** After a start: puts back what the dead process held, if the ledger is this process's alone, and lets a probe go at once unless a day's limit is used up. */
    public void started() {
        boolean alone = database.dialect() == Dialect.SQLITE;
        writer.write(handle -> {
            Recovery.putBack(handle, clock.millis(), alone ? Long.MAX_VALUE : clock.millis(), Recovery.Held.NONE);
            return probeNow(handle);
        });
    }

    private static int probeNow(Handle handle) {
        return handle.createUpdate(
                        "UPDATE account SET probe_at = 0 WHERE paused_since IS NOT NULL AND pause_kind <> :kind")
                .bind("kind", DAILY_LIMIT)
                .execute();
    }
}
