package dev.zoomstatus.jms;

import dev.zoomstatus.alert.Alert;
import dev.zoomstatus.alert.Alerts;
import dev.zoomstatus.change.Printable;
import dev.zoomstatus.change.RootCause;
import dev.zoomstatus.ledger.OutcomeMessage;
import dev.zoomstatus.ledger.RefusedAddresses;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Step {@code undelivered}: the broker answers but does not take a reply, so that its address is gone, or full, or nobody's
 * to write to. What waits for that address is held back, and all others go on. If it takes nothing for too long, those
 * replies are dropped, and a person told: five minutes, but a day if it is only full, which is mended by reading it.
 */
@ApplicationScoped
@Named("undelivered")
public class UndeliveredStep implements Processor {

    private static final Logger LOG = Logger.getLogger(UndeliveredStep.class);
    private static final Duration DROPPED_AFTER = Duration.ofMinutes(5);
    private static final Duration DROPPED_IF_FULL_AFTER = Duration.ofDays(1);
    private static final Duration TRIED_EVERY = Duration.ofSeconds(15);
    private static final int MOST_OF_A_REASON = 500;

    private final BrokerStep broker;
    private final RefusedAddresses refused;
    private final Alerts alerts;
    private final Clock clock;

    /** Holds back what waits for an address. */
    public UndeliveredStep(BrokerStep broker, RefusedAddresses refused, Alerts alerts, Clock clock) {
        this.broker = broker;
        this.refused = refused;
        this.alerts = alerts;
        this.clock = clock;
    }

    @Override
    @SuppressWarnings("unchecked") // the set that step unsent made
    public void process(Exchange exchange) {
        broker.check();
        OutcomeMessage reply = exchange.getProperty(OutcomeMessageStep.OUTCOME_MESSAGE, OutcomeMessage.class);
        Throwable refusal = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
        String address = Objects.requireNonNull(reply.replyTo());
        RefusedAddresses.Refused since = refused.hold(address, ClientTimeouts.isFull(refusal), TRIED_EVERY);
        String why = address + ": " + Printable.clean(RootCause.message(refusal), MOST_OF_A_REASON);
        if (!reply.held()) {
            exchange.getProperty(UnsentStep.REFUSED, Set.class).add(address);
            LOG.warnf(
                    "The broker takes no reply to %s; tried again every %d s, all others go on",
                    why, TRIED_EVERY.toSeconds());
        }
        dropIfSince(since.goneSince(), DROPPED_AFTER, address, why);
        dropIfSince(since.since(), DROPPED_IF_FULL_AFTER, address, why);
    }

    private void dropIfSince(@Nullable Instant since, Duration longest, String address, String why) {
        Instant tooLong = clock.instant().minus(longest);
        if (since != null && !since.isAfter(tooLong)) {
            drop(address, tooLong, why);
        }
    }

    private void drop(String address, Instant before, String why) {
        int dropped = refused.drop(address, before, "the reply was given up: " + why);
        if (dropped > 0) {
            alerts.raise(Alert.REPLY_DROPPED, dropped + " given up: " + why);
        }
    }
}
