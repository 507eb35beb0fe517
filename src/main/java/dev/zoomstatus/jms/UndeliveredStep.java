package dev.zoomstatus.jms;

import dev.zoomstatus.alert.Alert;
import dev.zoomstatus.alert.Alerts;
import dev.zoomstatus.change.Printable;
import dev.zoomstatus.change.RootCause;
import dev.zoomstatus.ledger.Outbox;
import dev.zoomstatus.ledger.OutcomeMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Step {@code undelivered}: the broker answers but does not take a reply, so that its address is gone, or full, or nobody's
 * to write to. It is tried again for five minutes while all others go on, then the reply is dropped, and a person told.
 */
@ApplicationScoped
@Named("undelivered")
public class UndeliveredStep implements Processor {

    private static final Duration DROPPED_AFTER = Duration.ofMinutes(5);
    private static final Duration TRIED_EVERY = Duration.ofSeconds(15);
    private static final int MOST_OF_A_REASON = 500;

    private final BrokerStep broker;
    private final Outbox outbox;
    private final Alerts alerts;
    private final Clock clock;

    /** Postpones in the given outbox. */
    public UndeliveredStep(BrokerStep broker, Outbox outbox, Alerts alerts, Clock clock) {
        this.broker = broker;
        this.outbox = outbox;
        this.alerts = alerts;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        broker.check();
        OutcomeMessage reply = exchange.getProperty(OutcomeMessageStep.OUTCOME_MESSAGE, OutcomeMessage.class);
        Instant since = reply.failingSince();
        if (since == null || clock.instant().isBefore(since.plus(DROPPED_AFTER))) {
            outbox.postpone(reply, TRIED_EVERY);
        } else {
            Throwable refusal = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
            String why = "the reply to " + reply.replyTo() + " was given up: "
                    + Printable.clean(RootCause.message(refusal), MOST_OF_A_REASON);
            outbox.drop(reply, why);
            alerts.raise(
                    Alert.REPLY_DROPPED, why + "; request id " + reply.outcome().requestId());
        }
    }
}
