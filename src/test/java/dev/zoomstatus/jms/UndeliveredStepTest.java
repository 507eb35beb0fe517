package dev.zoomstatus.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoomstatus.SettableClock;
import dev.zoomstatus.TestSettings;
import dev.zoomstatus.alert.AlertSettings;
import dev.zoomstatus.alert.Alerts;
import dev.zoomstatus.change.Row;
import dev.zoomstatus.demo.Broker;
import dev.zoomstatus.ledger.AuditEntry;
import dev.zoomstatus.ledger.Origin;
import dev.zoomstatus.ledger.OutcomeMessage;
import dev.zoomstatus.ledger.TestLedger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A reply whose address is gone is tried for five minutes, then audited, alerted and dropped. */
class UndeliveredStepTest {

    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private TestLedger ledger;
    private Broker broker;

    @BeforeEach
    void aReplyIsToBeSent(@TempDir Path folder) throws IOException {
        broker = Broker.start(0);
        ledger = new TestLedger(folder, clock);
        ledger.acceptance()
                .accept(
                        new Origin("jms", "zoom.user-status", null, "M1", "queue:gone", "C1"),
                        List.of(Row.invalid(0, "mend it")));
    }

    @AfterEach
    void close() throws IOException {
        ledger.close();
        broker.close();
    }

    @Test
    void itIsTriedAgainForFiveMinutes() {
        for (int seconds = 0; seconds < 300; seconds += 15) {
            fail();
            clock.advance(Duration.ofSeconds(15));
        }

        assertThat(ledger.outbox().due(9)).hasSize(1);
    }

    @Test
    void afterThatItIsAuditedAlertedAndDropped() {
        fail();
        clock.advance(Duration.ofMinutes(5));
        fail();
        clock.advance(Duration.ofDays(1));

        assertThat(ledger.outbox().due(9)).isEmpty();
        assertThat(ledger.auditTrail().uncopied(99))
                .extracting(AuditEntry::event)
                .contains("reply-dropped");
        assertThat(metrics.counter("zoom.alerts", "kind", "REPLY_DROPPED").count())
                .isEqualTo(1);
    }

    @Test
    void whileTheBrokerIsDownNoAddressIsToBlame() throws IOException {
        broker.close();

        assertThatThrownBy(this::fail).isInstanceOf(BrokerUnavailableException.class);

        assertThat(ledger.outbox().due(9))
                .extracting(OutcomeMessage::failingSince)
                .containsOnlyNulls();
    }

    private void fail() {
        OutcomeMessage reply = ledger.outbox().due(1).get(0);
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(OutcomeMessageStep.OUTCOME_MESSAGE, reply);
        Alerts alerts = new Alerts(TestSettings.of(AlertSettings.class, Map.of()), metrics, clock);
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new IllegalStateException("there is no gone"));
        BrokerStep check = new BrokerStep(new JmsConnectionFactory(broker.url()));
        new UndeliveredStep(check, ledger.outbox(), alerts, clock).process(exchange);
    }
}
