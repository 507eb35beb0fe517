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
import jakarta.jms.InvalidDestinationException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.provider.exceptions.ProviderResourceAllocationException;
import org.apache.qpid.jms.provider.exceptions.ProviderSendTimedOutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jms.UncategorizedJmsException;

/** A reply whose address is gone is tried for five minutes, one whose address is full for a day; then it is dropped. */
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
        fail(gone());
        for (int seconds = 15; seconds < 300; seconds += 15) {
            clock.advance(Duration.ofSeconds(15));
            fail(gone());
        }
        clock.advance(Duration.ofSeconds(15));

        assertThat(ledger.refusedAddresses().due(9)).hasSize(1);
    }

    @Test
    void afterThatItIsAuditedAlertedAndDropped() {
        fail(gone());
        clock.advance(Duration.ofMinutes(5));
        fail(gone());

        assertThat(waiting()).isEmpty();
        assertThat(ledger.auditTrail().uncopied(99))
                .filteredOn(entry -> entry.event().equals("reply-dropped"))
                .extracting(AuditEntry::message)
                .containsExactly("the reply was given up: queue:gone: there is no gone");
        assertThat(metrics.counter("zoom.alerts", "kind", "REPLY_DROPPED").count())
                .isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("noRoom")
    void aFullAddressIsWaitedForForADay(Exception noRoom) {
        fail(noRoom);
        clock.advance(Duration.ofDays(1).minusSeconds(1));
        fail(noRoom);
        clock.advance(Duration.ofSeconds(15));
        assertThat(waiting()).hasSize(1);

        fail(noRoom);

        assertThat(waiting()).isEmpty();
    }

    @Test
    void afterADayOfFullnessOneThatIsGoneHasFiveMinutesYet() {
        fail(noRoom().findFirst().orElseThrow());
        clock.advance(Duration.ofHours(1));
        fail(gone());

        assertThat(ledger.refusedAddresses().due(9)).isEmpty();
        clock.advance(Duration.ofMinutes(5).minusSeconds(1));
        fail(gone());
        clock.advance(Duration.ofSeconds(15));
        assertThat(waiting()).hasSize(1);

        fail(gone());

        assertThat(waiting()).isEmpty();
    }

    static Stream<Exception> noRoom() {
        return Stream.of(
                new ProviderResourceAllocationException("the address is full").toJMSException(),
                new ProviderSendTimedOutException("waited in vain for credit").toJMSException());
    }

    @Test
    void whileTheBrokerIsDownNoAddressIsToBlame() throws IOException {
        broker.close();

        assertThatThrownBy(() -> fail(gone())).isInstanceOf(BrokerUnavailableException.class);

        assertThat(ledger.outbox().due(9)).hasSize(1);
    }

    private static Exception gone() {
        return new InvalidDestinationException("there is no gone");
    }

    private List<OutcomeMessage> waiting() {
        List<OutcomeMessage> again = ledger.refusedAddresses().due(1);
        return again.isEmpty() ? ledger.outbox().due(1) : again;
    }

    private void fail(Exception refusal) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setProperty(UnsentStep.REFUSED, new HashSet<String>());
        exchange.setProperty(OutcomeMessageStep.OUTCOME_MESSAGE, waiting().get(0));
        Alerts alerts = new Alerts(TestSettings.of(AlertSettings.class, Map.of()), metrics, clock);
        exchange.setProperty(Exchange.EXCEPTION_CAUGHT, new UncategorizedJmsException(refusal));
        BrokerStep check = new BrokerStep(new JmsConnectionFactory(broker.url()));
        new UndeliveredStep(check, ledger.refusedAddresses(), alerts, clock).process(exchange);
    }
}
