package dev.zoomstatus.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.SettableClock;
import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.Outcome;
import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What is to be sent about changes that have ended, and that a message is taken once. */
@ParameterizedClass
@EnumSource(Dialect.class)
class OutboxTest {

    private static final Answered DONE = new Answered(204, null, "", "track");
    private static final Answered BUSY = new Answered(503, null, "busy", null);
    private static final Row JANE =
            Row.of(0, "deactivate", new StatusChange("jane@x.org", Action.DEACTIVATE, "R1", null, null, null));

    private final Dialect dialect;
    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
    private TestLedger ledger;
    private Outbox outbox;

    OutboxTest(Dialect dialect) {
        this.dialect = dialect;
    }

    @BeforeEach
    void open(@TempDir Path folder) {
        ledger = new TestLedger(folder, clock, dialect);
        outbox = ledger.outbox();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void nothingIsSentBeforeTheChangeHasEnded() {
        accept("M1", "queue:r", JANE);

        assertThat(outbox.due(9)).isEmpty();
    }

    @Test
    void aChangeThatWantsAReplyGetsItAndTheTopicHearsToo() {
        accept("M1", "queue:r", JANE);
        end(Outcome.UPDATED);

        assertThat(outbox.due(9)).extracting(OutcomeMessage::replyTo).containsExactly("queue:r", null);
        assertThat(outbox.due(9)).extracting(OutcomeMessage::correlationId).containsExactly("C1", null);
        assertThat(outbox.due(9).get(0).outcome().outcome()).isEqualTo("UPDATED");
    }

    @Test
    void aClockThatIsSetBackHoldsNothingBack() {
        accept("M1", null, JANE);
        end(Outcome.UPDATED);
        clock.advance(Duration.ofHours(-1));

        assertThat(outbox.due(9)).hasSize(1);
    }

    @Test
    void withoutAReplyAddressOnlyTheTopicHears() {
        accept("M1", null, JANE);
        end(Outcome.NOT_FOUND);

        assertThat(outbox.due(9))
                .extracting(OutcomeMessage::replyTo)
                .containsOnlyNulls()
                .hasSize(1);
    }

    @Test
    void whatWasNeverAcceptedIsAnsweredButNotToldToTheTopic() {
        accept("M1", "queue:r", Row.invalid(0, "mend it"));

        assertThat(outbox.due(9)).extracting(OutcomeMessage::replyTo).containsExactly("queue:r");
        assertThat(outbox.due(9).get(0).outcome().outcome()).isEqualTo("INVALID");
    }

    @Test
    void aSupersededChangeIsToldToo() {
        accept("M1", "queue:r", JANE);
        Claim claim = ledger.claim().get(0);
        ledger.settlements().putBack(claim, clock.instant().plusSeconds(300), true, BUSY, "busy");
        accept(
                "M2",
                null,
                Row.of(0, "activate", new StatusChange("jane@x.org", Action.ACTIVATE, null, null, null, null)));
        ledger.claim();

        assertThat(outbox.due(9))
                .extracting(message -> message.outcome().outcome())
                .containsExactly("SUPERSEDED", "SUPERSEDED");
    }

    @Test
    void whatWasSentIsForgotten() {
        accept("M1", "queue:r", JANE);
        end(Outcome.UPDATED);
        outbox.sent(outbox.due(1));

        assertThat(outbox.due(9))
                .extracting(OutcomeMessage::replyTo)
                .containsOnlyNulls()
                .hasSize(1);
    }

    @Test
    void aMessageThatIsDeliveredAgainIsRecognisedInSilence() {
        accept("M1", "queue:r", JANE);

        assertThat(accept("M1", "queue:r", JANE)).isEqualTo(Accepted.NOTHING);
        assertThat(ledger.claim()).hasSize(1);
    }

    @Test
    void anInvalidMessageThatIsDeliveredAgainIsRefusedAgainButAnsweredOnce() {
        accept("M1", "queue:r", Row.invalid(0, "mend it"));

        assertThat(accept("M1", "queue:r", Row.invalid(0, "mend it")).refusal()).isEqualTo("mend it");
        assertThat(outbox.due(9)).hasSize(1);
    }

    @Test
    void anotherMessageUnderTheSameIdIsRefusedForItsRequestIdAndAnswered() {
        accept("M1", "queue:r", change(Action.DEACTIVATE).withRequestId("M1"));

        Accepted other = accept("M1", "queue:r", change(Action.ACTIVATE).withRequestId("M1"));

        assertThat(other.refusal()).startsWith("requestId: it already stands for another change");
        assertThat(outbox.due(9)).hasSize(1);
    }

    @Test
    void anotherMessageUnderTheSameIdWithARequestIdOfItsOwnIsAccepted() {
        accept("M1", "queue:r", change(Action.DEACTIVATE).withRequestId("R1"));

        assertThat(accept("M1", "queue:r", change(Action.DEACTIVATE).withRequestId("R2"))
                        .accepted())
                .isEqualTo(1);
    }

    private static Row change(Action action) {
        return Row.of(0, action.wire(), new StatusChange("jane@x.org", action, null, null, null, null));
    }

    private Accepted accept(String messageId, @Nullable String replyTo, Row row) {
        return ledger.acceptance()
                .accept(new Origin("jms", "zoom.user-status", null, messageId, replyTo, "C1"), List.of(row));
    }

    private void end(Outcome outcome) {
        ledger.settlements().end(ledger.claim().get(0), outcome, DONE, TestLedger.NOBODY);
    }
}
