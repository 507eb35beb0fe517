package dev.zoomstatus.intake;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.JMSException;
import org.apache.qpid.jms.JmsQueue;
import org.apache.qpid.jms.JmsTopic;
import org.junit.jupiter.api.Test;

/** Where replies go, and which addresses are refused. */
class ReturnAddressTest {

    @Test
    void aQueueAndATopicAreToldApart() throws JMSException {
        assertThat(ReturnAddress.of(new JmsQueue("r"), "C1", "q")).isEqualTo(new ReturnAddress("queue:r", "C1", null));
        assertThat(ReturnAddress.of(new JmsTopic("r"), "C1", "q")).isEqualTo(new ReturnAddress("topic:r", "C1", null));
    }

    @Test
    void withoutAnAddressThereIsNoReply() throws JMSException {
        assertThat(ReturnAddress.of(null, "C1", "q")).isEqualTo(new ReturnAddress(null, null, null));
    }

    @Test
    void theQueueThatChangesAreReadFromTakesNoReplies() throws JMSException {
        assertThat(ReturnAddress.of(new JmsQueue("q"), "C1", "q").problem()).contains("another queue than this one");
    }

    @Test
    void anAddressThatCannotBeKeptIsRefused() throws JMSException {
        assertThat(ReturnAddress.of(new JmsQueue("r\u0000"), "C1", "q").problem())
                .startsWith("the reply address");
        assertThat(ReturnAddress.of(new JmsQueue("r".repeat(2_000)), "C1", "q").problem())
                .startsWith("the reply address");
        assertThat(ReturnAddress.of(new JmsQueue("字".repeat(900)), "C1", "q").problem())
                .startsWith("the reply address");
    }

    @Test
    void aCorrelationIdThatCannotBeKeptIsRefused() throws JMSException {
        assertThat(ReturnAddress.of(new JmsQueue("r"), "C".repeat(2_000), "q").problem())
                .startsWith("the correlation id");
    }
}
