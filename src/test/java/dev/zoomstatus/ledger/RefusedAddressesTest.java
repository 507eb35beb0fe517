package dev.zoomstatus.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.SettableClock;
import dev.zoomstatus.change.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of replies to an address that takes none. */
@ParameterizedClass
@EnumSource(Dialect.class)
class RefusedAddressesTest {

    private static final Duration SOON = Duration.ofSeconds(15);

    private final Dialect dialect;
    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
    private TestLedger ledger;
    private RefusedAddresses refused;

    RefusedAddressesTest(Dialect dialect) {
        this.dialect = dialect;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        ledger = new TestLedger(folder, clock, dialect);
        refused = ledger.refusedAddresses();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void anAddressThatTakesNothingHoldsBackAllItsRepliesAndNoOthers() {
        reply("M1", "queue:full");
        refused.hold("queue:full", false, SOON);
        reply("M2", "queue:full");
        reply("M3", "queue:r");

        assertThat(ledger.outbox().due(9)).extracting(OutcomeMessage::replyTo).containsExactly("queue:r");
    }

    @Test
    void itsOldestReplyIsTriedAgainOnceTheTimeHasCome() {
        reply("M1", "queue:full");
        reply("M2", "queue:full");
        refused.hold("queue:full", false, SOON);
        assertThat(refused.due(9)).isEmpty();

        clock.advance(SOON);

        assertThat(refused.due(9)).singleElement().matches(reply -> reply.held() && "M1".equals(reply.correlationId()));
    }

    @Test
    void whatItTakesAfterAllIsForgottenAndReleasesTheOthersInOrder() {
        reply("M1", "queue:full");
        reply("M2", "queue:full");
        refused.hold("queue:full", false, Duration.ZERO);
        reply("M3", "queue:full");
        refused.release(refused.due(1).get(0), "queue:full");

        assertThat(ledger.outbox().due(9))
                .extracting(OutcomeMessage::correlationId)
                .containsExactly("M2", "M3");
        assertThat(refused.due(9)).isEmpty();
    }

    @Test
    void aReleasedAddressHoldsBackNothingThatEndsLater() {
        reply("M1", "queue:full");
        refused.hold("queue:full", false, Duration.ZERO);
        refused.release(refused.due(1).get(0), "queue:full");
        reply("M2", "queue:full");

        assertThat(ledger.outbox().due(9))
                .extracting(OutcomeMessage::correlationId)
                .containsExactly("M2");
    }

    @Test
    void howLongAnAddressTakesNothingCountsFromTheFirstTry() {
        reply("M1", "queue:full");
        Instant first = refused.hold("queue:full", true, SOON).since();
        clock.advance(SOON);

        assertThat(refused.hold("queue:full", true, SOON).since())
                .isEqualTo(first)
                .isEqualTo("2026-11-23T12:00:00Z");
    }

    @Test
    void onlyWhatHasWaitedForTooLongIsDropped() {
        reply("M1", "queue:gone");
        refused.hold("queue:gone", false, Duration.ZERO);
        Instant before = clock.instant();
        clock.advance(SOON);
        reply("M2", "queue:gone");

        assertThat(refused.drop("queue:gone", before, "gone")).isEqualTo(1);
        assertThat(refused.due(9)).extracting(OutcomeMessage::correlationId).containsExactly("M2");
    }

    @Test
    void whatIsDroppedStaysInTheAuditTrail() {
        reply("M1", "queue:gone");
        refused.hold("queue:gone", false, SOON);
        refused.drop("queue:gone", clock.instant(), "gone");

        assertThat(ledger.auditTrail().uncopied(99))
                .filteredOn(entry -> entry.event().equals("reply-dropped"))
                .singleElement()
                .matches(entry -> "gone".equals(entry.message()) && "R-M1".equals(entry.requestId()));
    }

    @Test
    void anAddressWhoseRepliesAreAllDroppedIsTriedAfreshByTheNext() {
        reply("M1", "queue:gone");
        refused.hold("queue:gone", false, SOON);
        refused.drop("queue:gone", clock.instant(), "gone");
        reply("M2", "queue:gone");

        assertThat(ledger.outbox().due(9))
                .extracting(OutcomeMessage::correlationId)
                .containsExactly("M2");
    }

    @Test
    void thousandsAreDroppedAtOnce() {
        for (int i = 0; i < 1001; i++) {
            reply("M" + i, "queue:gone");
        }
        refused.hold("queue:gone", false, SOON);

        assertThat(refused.drop("queue:gone", clock.instant(), "gone")).isEqualTo(1001);
    }

    /** A reply alone: of a message that makes no sense the topic does not hear. */
    private void reply(String correlationId, String replyTo) {
        ledger.acceptance()
                .accept(
                        new Origin("jms", "zoom.user-status", null, correlationId, replyTo, correlationId),
                        List.of(Row.invalid(0, "mend it").withRequestId("R-" + correlationId)));
    }
}
