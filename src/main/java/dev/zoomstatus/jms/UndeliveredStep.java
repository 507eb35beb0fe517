package dev.zoomstatus.jms;

import dev.zoomstatus.alert.Alert;
import dev.zoomstatus.alert.Alerts;
import dev.zoomstatus.ledger.Outbox;
import dev.zoomstatus.ledger.OutcomeMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Step {@code undelivered}: a reply's address is gone. It is tried again for five minutes while all others go on, then the
 * reply is dropped, and a person told.
 */
@ApplicationScoped
@Named("undelivered")
public class UndeliveredStep implements Processor {

    private static final Duration DROPPED_AFTER = Duration.ofMinutes(5);
    private static final Duration TRIED_EVERY = Duration.ofSeconds(15);

    private final Outbox outbox;
    private final Alerts alerts;
    private final Clock clock;

    /** Postpones in the given outbox. */
    public UndeliveredStep(Outbox outbox, Alerts alerts, Clock clock) {
        this.outbox = outbox;
        this.alerts = alerts;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        OutcomeMessage reply = exchange.getProperty(OutcomeMessageStep.OUTCOME_MESSAGE, OutcomeMessage.class);
        exchange.getProperty(UnsentStep.PAGE, List.class).remove(reply);
        Instant since = reply.failingSince();
        if (since == null || clock.instant().isBefore(since.plus(DROPPED_AFTER))) {
            outbox.postpone(reply, TRIED_EVERY);
        } else {
            String why = "the reply to " + reply.replyTo() + " was given up: there is no such address";
            outbox.drop(reply, why);
            alerts.raise(
                    Alert.REPLY_DROPPED, why + "; request id " + reply.outcome().requestId());
        }
    }
}
