package dev.zoomstatus.intake;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message is known by, whatever its sender took for an id. */
class MessageIdTest {

    @ParameterizedTest
    @CsvSource({
        "ID:order-7, ID:order-7",
        "ID:AMQP_NO_PREFIX:order-7, order-7",
        "ID:AMQP_STRING:ID:AMQP_UUID:x, ID:AMQP_UUID:x",
        "ID:AMQP_UUID:c7a4e8e2-1d0f-4ac1-9c79-4f2a0a3d9f11, c7a4e8e2-1d0f-4ac1-9c79-4f2a0a3d9f11",
        "ID:AMQP_ULONG:42, 42",
        "ID:AMQP_BINARY:00FF, 00FF"
    })
    void theRequestIdIsTheMessageIdAsOnTheWire(String jms, String wire) {
        assertThat(new MessageId(jms).onTheWire()).isEqualTo(wire);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ID:a\u0000b", "ID:a\nb"})
    void anIdThatCannotBeShownIsNoRequestId(String jms) {
        assertThat(new MessageId(jms).onTheWire()).isNull();
    }

    @Test
    void anIdThatIsTooLongIsNoRequestIdEither() {
        assertThat(new MessageId("ID:" + "x".repeat(300)).onTheWire()).isNull();
    }

    @Test
    void aMessageWithoutAnIdHasNone() {
        assertThat(new MessageId(null).onTheWire()).isNull();
        assertThat(new MessageId(null).key()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ID:AMQP_NO_PREFIX:", "ID:AMQP_BINARY:"})
    void anEmptyIdIsNone(String jms) {
        assertThat(new MessageId(jms).onTheWire()).isNull();
        assertThat(new MessageId(jms).key()).isNull();
    }

    @Test
    void redeliveriesAreKnownByIdsThatCannotBeShownToo() {
        String key = new MessageId("ID:a\u0000b").key();

        assertThat(key)
                .isEqualTo(new MessageId("ID:a\u0000b").key())
                .isNotEqualTo(new MessageId("ID:a\u0000c").key())
                .doesNotContain("\u0000");
    }
}
