package dev.zoomstatus.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.zoomstatus.demo.Broker;
import java.io.IOException;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How long the health check says that the broker cannot be used. */
class BrokerStepTest {

    private Broker broker;
    private BrokerStep step;

    @BeforeEach
    void open() throws IOException {
        broker = Broker.start(0);
        step = new BrokerStep(new JmsConnectionFactory(broker.url()));
        step.check();
    }

    @AfterEach
    void close() throws IOException {
        broker.close();
    }

    @Test
    void whatIsRefusedIsAProblemThoughTheBrokerAnswers() {
        step.refused("jms.outcome-topic", new IOException("the address is full"));
        step.check();

        assertThat(step.problem()).startsWith("jms.outcome-topic: ").contains("the address is full");
    }

    @Test
    void whoIsNotLetInIsToldByWhichSettings() throws IOException {
        try (Broker closed = Broker.startClosed()) {
            step = new BrokerStep(new JmsConnectionFactory("a user", "a password", closed.url()));

            assertThatThrownBy(step::check)
                    .hasMessageStartingWith("quarkus.qpid-jms.username or quarkus.qpid-jms.password: ")
                    .hasMessageNotContaining("a password");
        }
    }

    @Test
    void aQueueThatCannotBeReadIsAProblemThoughTheBrokerTakesMessages() {
        step.unread("jms.queue: no message can be read");
        step.check();
        step.taken();

        assertThat(step.problem()).contains("jms.queue");
    }

    @Test
    void aMessageThatIsTakenEndsTheProblem() {
        step.refused("jms.outcome-topic", new IOException("the connection broke"));
        step.taken();

        assertThat(step.problem()).isNull();
    }

    @Test
    void whatWasRefusedBecauseTheBrokerWasAwayIsOverWhenItAnswers() throws IOException {
        broker.close();
        step.refused("jms.outcome-topic", new IOException("the connection broke"));
        step.unread("jms.queue: the session is closed");
        Throwable away = catchThrowable(step::check);
        broker = Broker.start(broker.port());
        step.check();

        assertThat(away).isInstanceOf(BrokerUnavailableException.class);
        assertThat(step.problem()).isNull();
    }
}
