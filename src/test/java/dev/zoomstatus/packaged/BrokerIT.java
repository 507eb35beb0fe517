package dev.zoomstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.demo.Broker;
import dev.zoomstatus.demo.Reply;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens when the broker, or the application, is gone for a while. */
class BrokerIT extends PackagedTest {

    /** A queue that is bound to the outcome topic, so that nothing is missed while nobody listens. */
    private static final String HEARD = OtherSystem.OUTCOMES + "::heard";

    private static final long QUIET = 200;

    private Path journal;
    private Broker broker;

    @BeforeEach
    void startIt(@TempDir Path journal) throws IOException {
        this.journal = journal;
        broker = Broker.start(0, journal);
        broker.keep(OtherSystem.OUTCOMES, "heard");
        application.with("JMS_ENABLED", "true").with("QUARKUS_QPID_JMS_URL", broker.url());
    }

    @AfterEach
    void stopIt() throws IOException {
        application.close();
        broker.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "failover:(%s)"})
    void aBrokerThatIsDownAtTheStartIsWaitedForAndHealthSaysSo(String address) throws IOException {
        broker.close();
        application
                .with("QUARKUS_QPID_JMS_URL", address.formatted(broker.url()))
                .start();
        awaitStarted();
        awaitLogged("Trouble with the broker, tried again: quarkus.qpid-jms.url");
        await(() -> ready().contains("quarkus.qpid-jms.url"));
        assertThat(application.logged()).doesNotContain("\tat ");

        broker = Broker.start(broker.port(), journal);
        send(0, 1);

        assertThat(outcomes(1)).isEqualTo(1);
        await(() -> !ready().contains("DOWN"));
    }

    @Test
    void aBrokerThatTakesConnectionsAndIsSilentHoldsUpNeitherStartNorCalls() throws IOException {
        broker.close();
        try (ServerSocket silent = new ServerSocket(broker.port(), 50, InetAddress.getLoopbackAddress())) {
            application.start().drop("one.csv", "user,action\na@x.org,deactivate\n");

            awaitResult("one.csv");
            awaitStarted();
            assertThat(silent.isBound()).isTrue();
        }
        // It had not come to that yet, so nothing waited for it.
        assertThat(application.logged()).doesNotContain("Timed out");
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "failover:(%s)"})
    void aStopDoesNotWaitForABrokerThatIsAway(String address) throws IOException {
        broker.close();
        application
                .with("QUARKUS_QPID_JMS_URL", address.formatted(broker.url()))
                .start();
        awaitLogged("Trouble with the broker, tried again: quarkus.qpid-jms.url");

        application.terminate();

        assertThat(application.logged()).doesNotContain("Timeout occurred", "inflight exchanges", "\tat ");
    }

    @Test
    void aQueueThatCannotBeReadIsToldThoughTheBrokerAnswers() throws IOException {
        application.with("JMS_QUEUE", Broker.NEVER_MADE + "changes").start();

        awaitLogged("jms.queue: no message can be read");
        await(() -> ready().contains("jms.queue: no message can be read"));
        assertThat(application.logged()).doesNotContain("\tat ");
    }

    @Test
    void twoRestartsOfTheBrokerLoseNothing() throws IOException {
        int messages = 600;
        slowly();
        send(0, messages);
        application.start();
        for (int restart = 1; restart <= 2; restart++) {
            int calls = restart * messages / 4;
            await(() -> zoom.calls().size() >= calls);
            broker.close();
            broker = Broker.start(broker.port(), journal);
        }

        assertThat(outcomes(messages)).isEqualTo(messages);
        assertThat(zoom.calls()).hasSize(messages);
        assertThat(application.logged()).doesNotContain("\tat ");
    }

    @Test
    void killsOfTheApplicationLoseNothing() throws IOException {
        int messages = 600;
        slowly();
        send(0, messages);
        application.start();
        for (int kill = 1; kill <= 2; kill++) {
            int calls = kill * messages / 4;
            await(() -> zoom.calls().size() >= calls);
            application.kill();
            application.start();
        }

        assertThat(outcomes(messages)).isEqualTo(messages);
        assertThat(zoom.calls().size()).isLessThanOrEqualTo(messages + 2 * 16);
    }

    @Test
    void withMessagesOffNothingIsQueuedForLater() throws IOException {
        application
                .with("JMS_ENABLED", "false")
                .start()
                .drop("one.csv", "user,action,request_id\na@x.org,activate,F1\n");
        awaitResult("one.csv");
        application.terminate();
        application.with("JMS_ENABLED", "true").start();
        send(0, 1);

        assertThat(outcomes(1)).isEqualTo(1);
    }

    private void slowly() {
        zoom.answerAll(call -> Reply.delayed(Duration.ofMillis(10), Reply.noContent()));
    }

    private void send(int from, int to) {
        try (JMSContext context = new JmsConnectionFactory(broker.url()).createContext()) {
            IntStream.range(from, to).forEach(user -> context.createProducer()
                    .send(
                            context.createQueue(OtherSystem.QUEUE),
                            "{\"user\":\"u" + user + "@x.org\",\"action\":\"deactivate\"}"));
        }
    }

    /** Waits for outcomes of that many different changes, and returns of how many there are some in the end. */
    private long outcomes(int expected) throws IOException {
        Set<String> users = new HashSet<>();
        await(() -> {
            listen(users);
            return users.size() >= expected;
        });
        return users.size();
    }

    private void listen(Set<String> users) throws Exception {
        try (JMSContext context = new JmsConnectionFactory(broker.url()).createContext();
                JMSConsumer consumer = context.createConsumer(context.createQueue(HEARD))) {
            Message next = consumer.receive(QUIET);
            while (next != null) {
                users.add(OtherSystem.json(next).get("user").asText());
                next = consumer.receive(QUIET);
            }
        }
    }
}
