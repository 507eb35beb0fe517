package dev.zoomstatus.ledger;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Whether calls are paused for the whole Zoom account.
 *
 * @param pausedSince in milliseconds since 1970, null if not paused
 * @param kind of pause, null if not paused
 * @param reason for people, null if not paused
 * @param probeAt no call before, in milliseconds since 1970; 0 if not paused
 * @param heldUntil no call before, in milliseconds since 1970: Zoom has said that we are too fast
 * @param pausedTotal how many milliseconds the pauses lasted that have ended
 * @param day of the counted calls, in days since 1970 (UTC)
 * @param dayCalls how many calls were made on that day
 */
public record AccountState(
        @Nullable Long pausedSince,
        @Nullable String kind,
        @Nullable String reason,
        long probeAt,
        long heldUntil,
        long pausedTotal,
        long day,
        long dayCalls) {

    private static final long DAY = Duration.ofDays(1).toMillis();

    /** Whether calls are paused. */
    public boolean paused() {
        return pausedSince != null;
    }

    /** How many milliseconds calls were paused until the given time, in milliseconds since 1970; a pause that lasts counts. */
    long pausedUntil(long now) {
        return pausedTotal + (pausedSince == null ? 0 : Math.max(0, now - pausedSince));
    }

    /** How many calls were made on the day (UTC) of the given time, in milliseconds since 1970. */
    public long callsOnDayOf(long now) {
        return day == now / DAY ? dayCalls : 0;
    }

    static AccountState read(Handle handle) {
        return handle.createQuery("SELECT * FROM account WHERE id = 1")
                .map((row, context) -> of(row))
                .one();
    }

    /** Reads the columns of {@code account}. */
    static AccountState of(ResultSet row) throws SQLException {
        long since = row.getLong("paused_since");
        Long pausedSince = row.wasNull() ? null : since;
        return new AccountState(
                pausedSince,
                row.getString("pause_kind"),
                row.getString("pause_reason"),
                row.getLong("probe_at"),
                row.getLong("held_until"),
                row.getLong("paused_total"),
                row.getLong("day"),
                row.getLong("day_calls"));
    }

    static void called(Handle handle, long now, int calls) {
        handle.createUpdate(
                        """
                        UPDATE account SET day = :day, day_calls = :calls + CASE WHEN day = :day THEN day_calls ELSE 0 END
                        WHERE id = 1""")
                .bind("day", now / DAY)
                .bind("calls", calls)
                .execute();
    }

    static void probed(Handle handle, long nextProbeAt) {
        handle.createUpdate("UPDATE account SET probe_at = :at WHERE id = 1")
                .bind("at", nextProbeAt)
                .execute();
    }
}
