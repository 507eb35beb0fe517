package dev.zoomstatus.dispatch;

import dev.zoomstatus.ledger.Account;
import dev.zoomstatus.ledger.AccountState;
import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.ledger.Claims;
import dev.zoomstatus.zoom.AccessToken;
import dev.zoomstatus.zoom.TokenException;
import dev.zoomstatus.zoom.ZoomSettings;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Says what may go now: due, in its user's order, within budget, a slot free, a token at hand, and no pause. */
@ApplicationScoped
public class Dispatcher {

    private static final Logger LOG = Logger.getLogger(Dispatcher.class);

    private static final Duration PATIENCE = Duration.ofMillis(500);

    /** One failed fetch is a hiccup; so many in a row, a second apart, are an outage. */
    private static final int OUTAGES_UNTIL_PAUSE = 3;

    private final Claims claims;
    private final Account account;
    private final AccountPause pause;
    private final Budget budget;
    private final Slots slots;
    private final AccessToken token;
    private final ZoomSettings settings;
    private final Clock clock;
    private volatile boolean stopped;
    private boolean moreWaits; // the last claim took all that there were slots for
    private int failedFetches;
    private @Nullable TokenException lastFailure;

    /** Joins the ledger with Zoom's limits. */
    public Dispatcher(
            Claims claims,
            Account account,
            AccountPause pause,
            Budget budget,
            Slots slots,
            AccessToken token,
            ZoomSettings settings,
            Clock clock) {
        this.claims = claims;
        this.account = account;
        this.pause = pause;
        this.budget = budget;
        this.slots = slots;
        this.token = token;
        this.settings = settings;
        this.clock = clock;
    }

    /** Claims nothing more from now on: the application stops. */
    public void stop() {
        stopped = true;
    }

    /** Claims what may go now; each claim holds a slot until {@link Slots#release}. For one thread. */
    List<Claim> claim() {
        int free = slots.freeSoon();
        if (stopped || free <= 0) {
            return List.of();
        }
        AccountState state = account.state();
        boolean probe = state.paused();
        long now = clock.millis();
        if (now < state.heldUntil()
                || (probe && now < state.probeAt())
                || !(moreWaits || claims.anyDue())
                || dayIsUsedUp(state)) {
            return List.of();
        }
        if (probe) {
            token.giveUp();
        }
        return tokenAtHand() ? claimWithinBudget(probe ? 1 : free, probe) : List.of();
    }

    private List<Claim> claimWithinBudget(int most, boolean probe) {
        int permits = permits(most);
        if (permits == 0 || stopped) {
            giveBack(permits);
            return List.of();
        }
        Duration callTime = settings.connectTimeout().plus(settings.responseTimeout());
        // Without a budget: as many as there are slots once the ledger can be written; till then some more come free.
        int wanted = probe || budget.isLimited() ? permits : Integer.MAX_VALUE;
        AtomicInteger asked = new AtomicInteger();
        IntSupplier places = () -> asked.updateAndGet(before -> Math.min(wanted, slots.free()));
        List<Claim> claimed = claims.claim(
                places, slots::isUnderWay, pause.probedInVain(), budget.perDay(), callTime, settings.probeInterval());
        slots.take(claimed);
        giveBack(permits - claimed.size());
        moreWaits = !claimed.isEmpty() && claimed.size() >= asked.get();
        return claimed;
    }

    /** What was claimed must go out, even if the budget cannot be reached: then only some of it is lost. */
    private void giveBack(int permits) {
        try {
            budget.giveBack(permits);
        } catch (RuntimeException e) {
            LOG.debug("calls could not be given back", e);
        }
    }

    private int permits(int most) {
        try {
            return budget.take(most, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private boolean dayIsUsedUp(AccountState state) {
        boolean usedUp = state.callsOnDayOf(clock.millis()) >= budget.perDay();
        if (usedUp) {
            pause.dayIsUsedUp("zoom.plan: the " + budget.perDay() + " calls of the day are used up");
        }
        return usedUp;
    }

    /** Without a problem there was no fetch that failed: then it is only too soon after the last. */
    private boolean tokenAtHand() {
        try {
            token.current();
            failedFetches = 0;
            return true;
        } catch (TokenException e) {
            boolean repeated = e == lastFailure; // said again, for it is too soon to ask again
            lastFailure = e;
            if (e.isSetUp()) {
                pause.needs(message(e));
            } else if (!repeated && token.problem() != null && ++failedFetches >= OUTAGES_UNTIL_PAUSE) {
                pause.unreachable(message(e));
            }
            return false;
        }
    }

    private static String message(TokenException e) {
        return String.valueOf(e.getMessage());
    }
}
