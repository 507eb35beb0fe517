package dev.zoomstatus.dispatch;

import dev.zoomstatus.alert.Alert;
import dev.zoomstatus.alert.Alerts;
import dev.zoomstatus.ledger.Account;
import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.zoom.ZoomSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Stops all calls while Zoom, or our set-up for it, is at fault for all users; tells a person, and goes on by itself. */
@ApplicationScoped
public class AccountPause {

    /** Kinds of pause. */
    enum Kind {
        /** Credentials, scope, address or body format. */
        SET_UP,
        /** The day's calls are used up, Zoom says. */
        DAILY_LIMIT,
        /** The day's calls that the settings allow are used up. */
        DAY_USED_UP,
        /** Nothing but silence. */
        UNREACHABLE
    }

    private static final int MOST_IN_VAIN = 100;

    /** A change that was called so often, by whichever instance, may be refused for its user alone. */
    private static final int OFTEN = 5;

    private final Account account;
    private final Alerts alerts;
    private final ZoomSettings settings;
    private final Clock clock;
    private final Set<Long> probedInVain = ConcurrentHashMap.newKeySet();
    private final Set<Long> refusedAlone =
            ConcurrentHashMap.newKeySet(); // few: each has kept the account paused for a while

    /** Pauses the given account. */
    public AccountPause(Account account, Alerts alerts, ZoomSettings settings, Clock clock) {
        this.account = account;
        this.alerts = alerts;
        this.settings = settings;
        this.clock = clock;
    }

    /** Pauses because something must be mended. */
    void needs(String mend) {
        begin(Kind.SET_UP, mend, nextProbe());
    }

    /** Pauses because nothing answers. */
    void unreachable(String why) {
        begin(Kind.UNREACHABLE, "Zoom unreachable: " + why, nextProbe());
    }

    /** Pauses until the time given, or else until the next day (UTC) begins; a time that is over is no reason to hurry. */
    void dailyLimit(@Nullable Instant until, String why) {
        Instant end = until == null ? nextDay() : until.isAfter(clock.instant()) ? until : nextProbe();
        begin(Kind.DAILY_LIMIT, why + "; calls go on at " + end, end);
    }

    /** Pauses until the next day (UTC) begins; a restart, with other settings perhaps, looks again. */
    void dayIsUsedUp(String why) {
        begin(Kind.DAY_USED_UP, why + "; calls go on at " + nextDay(), nextDay());
    }

    /** Whether calls are paused because nothing answered about users. */
    boolean isForSilence() {
        return Kind.UNREACHABLE.name().equals(account.state().kind());
    }

    /** Ends the pause if the call was begun after it, which only a probe is: Zoom speaks about users again. */
    void end(Claim claim) {
        if (!claim.probe()) {
            return;
        }
        if (Kind.SET_UP.name().equals(account.state().kind())) {
            refusedAlone.addAll(probedInVain);
        }
        probedInVain.clear();
        Optional<Duration> length = account.resume(claim.calledAt());
        length.ifPresent(paused ->
                alerts.raise(Alert.RESUMED, "calls to Zoom go on after a pause of " + paused.toSeconds() + " s"));
    }

    /** The call has failed, and not for the account's sake: if it was a probe, the next one is for another change. */
    void probeFailed(Claim claim) {
        if (!claim.probe()) {
            return;
        }
        if (probedInVain.size() >= MOST_IN_VAIN) {
            probedInVain.clear(); // and from the oldest on again
        }
        probedInVain.add(claim.id());
    }

    /**
     * The set-up was refused with this change's call. If it was a probe, and called often enough, the next one is for another
     * change: nobody's change alone may stop all others for ever.
     */
    void refused(Claim claim) {
        if (claim.attempt() >= OFTEN) {
            probeFailed(claim);
        }
    }

    /** Whether the change was tried in vain in a pause that another change's call has ended: what is refused is its own. */
    boolean isRefusedAlone(Claim claim) {
        return refusedAlone.contains(claim.id());
    }

    /** The changes whose calls have failed as probes since the pause began. */
    Collection<Long> probedInVain() {
        return probedInVain;
    }

    /** After a start: what was under way when the process died is put back, and one call is tried at once. */
    public void afterStart() {
        account.started();
    }

    private void begin(Kind kind, String reason, Instant probeAt) {
        if (account.pause(kind.name(), reason, probeAt)) {
            probedInVain.clear();
            alerts.raise(Alert.PAUSED, "calls to Zoom are paused, no change is lost: " + reason);
        }
    }

    private Instant nextDay() {
        return clock.instant()
                .atOffset(ZoneOffset.UTC)
                .truncatedTo(ChronoUnit.DAYS)
                .plusDays(1)
                .toInstant();
    }

    private Instant nextProbe() {
        return clock.instant().plus(settings.probeInterval());
    }
}
