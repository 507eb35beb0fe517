package dev.zoomstatus.ledger;

import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.Outcome;
import dev.zoomstatus.change.StatusChange;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.IntSupplier;
import java.util.function.LongPredicate;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * Gives out the changes that may be called now, each to one caller, in their users' order.
 *
 * <p>A claim is a lease: what a dead process held can be claimed again after it.
 */
@ApplicationScoped
public class Claims {

    /** What a claim leaves its holder to get the call on its way, beyond the time that the call itself may take. */
    static final Duration SLACK = Duration.ofSeconds(30);

    /** All that is to be known first, in one statement: on PostgreSQL the way there and back is what takes the time. */
    static final String BEFORE =
            """
            SELECT a.*,
                EXISTS (SELECT 1 FROM status_change WHERE lease_until < :now) AS any_expired,
                EXISTS (SELECT 1 FROM status_change WHERE retrying = 1) AS any_retrying
            FROM account a WHERE a.id = 1""";

    private static final long NO_CHANGE = -1;

    private final LedgerWriter writer;
    private final LedgerDatabase database;
    private final Superseding superseding;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final String take;
    private final String takeOldest;
    private final String owner = UUID.randomUUID().toString();

    /** Gives out changes at the given clock's time. */
    public Claims(
            LedgerWriter writer, LedgerDatabase database, Superseding superseding, MeterRegistry metrics, Clock clock) {
        this.writer = writer;
        this.database = database;
        this.superseding = superseding;
        this.metrics = metrics;
        this.clock = clock;
        this.take = Claimable.take(database.dialect(), Claimable.IN_LINE);
        this.takeOldest = Claimable.take(database.dialect(), Claimable.OLDEST);
    }

    /** Whether anything may be claimed now, or is held by nobody any more: a look without a write. */
    public boolean anyDue() {
        return database.read(handle -> handle.createQuery(Claimable.ANY_DUE)
                .bind("now", clock.millis())
                .mapTo(Integer.class)
                .findFirst()
                .isPresent());
    }

    /**
     * Claims up to {@code most} changes, each of another user. While the account is paused it claims the oldest due
     * change alone, and only once a probe interval.
     *
     * @param most asked for in the transaction, when nothing has to be waited for any more
     * @param underWay which changes this process still calls: those are not put back, whatever the clock says of their leases
     * @param triedInVain the changes that were claimed since the account was paused, and failed for a reason of their own
     * @param mostPerDay calls of all instances together on a day (UTC)
     * @param callTime how long a call may take at most
     * @param probeInterval how long no other probe is given out after one
     */
    public List<Claim> claim(
            IntSupplier most,
            LongPredicate underWay,
            Collection<Long> triedInVain,
            long mostPerDay,
            Duration callTime,
            Duration probeInterval) {
        long begun = System.nanoTime();
        List<String> superseded = new ArrayList<>();
        List<Claim> claimed = writer.write(handle -> {
            superseded.clear(); // of an attempt that was rolled back
            long now = clock.millis();
            Before before = before(handle, now);
            AccountState account = before.account();
            boolean probe = account.paused();
            if (probe && now < account.probeAt()) {
                return List.of();
            }
            if (before.anyExpired()) {
                Recovery.putBack(handle, now, now, (id, holder) -> holder.equals(owner) && underWay.test(id));
            }
            long leaseUntil = now + callTime.plus(SLACK).toMillis();
            Query query = handle.createQuery(probe ? takeOldest : take);
            if (probe) {
                query.bindList(
                        "inVain", InList.padded(triedInVain.isEmpty() ? List.of(NO_CHANGE) : List.copyOf(triedInVain)));
            }
            List<Claim> claims = query
                    .bind("now", now)
                    .bind("most", Math.min(most.getAsInt(), Math.max(0, mostPerDay - account.callsOnDayOf(now))))
                    .bind("owner", owner)
                    .bind("leaseUntil", leaseUntil)
                    .bind("pausedTotal", account.pausedUntil(now))
                    .map((row, context) ->
                            new Due(row.getLong("claim_at"), claim(row, now, leaseUntil, begun, account)))
                    .stream()
                    .sorted(Comparator.comparingLong(Due::claimAt)
                            .thenComparing(due -> due.claim().id()))
                    .map(Due::claim)
                    .toList();
            tell(handle, claims, now);
            if (before.anyRetrying()) {
                claims.forEach(claim -> superseded.addAll(superseding.endEarlier(handle, claim, now)));
            }
            if (!claims.isEmpty()) {
                AccountState.called(handle, now, claims.size());
                if (probe) {
                    AccountState.probed(handle, now + probeInterval.toMillis());
                }
            }
            return claims;
        });
        superseded.forEach(
                trigger -> metrics.counter("zoom.changes", "trigger", trigger, "outcome", Outcome.SUPERSEDED.name())
                        .increment());
        return claimed;
    }

    /** Who holds this process's claims. */
    String owner() {
        return owner;
    }

    /** What the ledger looked like before the claim. */
    private record Before(AccountState account, boolean anyExpired, boolean anyRetrying) {}

    private static Before before(Handle handle, long now) {
        return handle.createQuery(BEFORE)
                .bind("now", now)
                .map((row, context) ->
                        new Before(AccountState.of(row), row.getBoolean("any_expired"), row.getBoolean("any_retrying")))
                .one();
    }

    /** A claim with its place in the line, which what an UPDATE returns is not sorted by. */
    private record Due(long claimAt, Claim claim) {}

    private static void tell(Handle handle, List<Claim> claims, long now) {
        AuditEntries entries = new AuditEntries(handle);
        for (Claim claim : claims) {
            entries.add(now, "called", claim.id(), claim.attempt(), null, null, null);
        }
        entries.write();
    }

    private static Claim claim(ResultSet row, long now, long leaseUntil, long begun, AccountState account)
            throws SQLException {
        StatusChange change = new StatusChange(
                row.getString("user_id"), Action.valueOf(row.getString("action")), null, null, null, null);
        return new Claim(
                row.getLong("id"),
                row.getString("batch_id"),
                change,
                row.getString("origin"),
                row.getString("request_id"),
                row.getInt("attempts"),
                row.getInt("failures"),
                row.getLong("first_called_at"),
                account.pausedUntil(now) - row.getLong("paused_before"),
                now,
                leaseUntil,
                begun + SLACK.toNanos(),
                account.paused());
    }
}
