package dev.zoomstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.demo.Broker;
import jakarta.jms.JMSConsumer;
import jakarta.jms.Message;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What happens while the broker, or an address there, takes no more. */
class FullBrokerIT extends PackagedTest {

    private static final String FULL = "full";
    private static final long PATIENCE = Duration.ofSeconds(30).toMillis();

    private Broker broker;
    private OtherSystem other;

    @BeforeEach
    void connect(@TempDir Path journal) throws IOException {
        broker = Broker.start(0, journal);
        other = new OtherSystem(broker);
        application.with("JMS_ENABLED", "true").with("QUARKUS_QPID_JMS_URL", broker.url() + "?jms.sendTimeout=500");
    }

    @AfterEach
    void disconnect() throws IOException {
        other.close();
        application.close();
        broker.close();
    }

    @Test
    void thousandsOfRepliesToAFullQueueHoldUpNoOther() throws Exception {
        broker.limit(FULL);
        for (int i = 0; i < 2000; i++) {
            other.requestTo(FULL, change(i));
        }
        other.request("C2", change(2000));
        application.start();

        assertThat(other.reply().getJMSCorrelationID()).isEqualTo("C2");
        awaitLogged("The broker takes no reply to queue:" + FULL);
    }

    @Test
    void aQueueThatWasFullGetsAllItsRepliesInOrder() throws Exception {
        broker.limit(FULL);
        application
                .with("ZOOM_MAX_CONCURRENCY", "1")
                .start(); // so that the changes end in the order in which they came
        List<String> asked = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            other.requestTo(FULL, change(i));
            asked.add("R" + i);
        }
        awaitLogged("The broker takes no reply to queue:" + FULL);

        assertThat(readAll(asked.size())).isEqualTo(asked);
        awaitLogged("The broker takes replies to queue:" + FULL + " again");
    }

    @Test
    void anOutcomeTopicThatIsFullIsToldAndMissesNothing() throws Exception {
        broker.limit(OtherSystem.OUTCOMES);
        application.start();
        for (int i = 0; i < 3; i++) {
            other.send(change(i));
        }
        awaitLogged("Trouble with the broker, tried again: jms.outcome-topic: the broker takes no message");
        await(() -> ready().contains("jms.outcome-topic"));

        assertThat(List.of(outcome(), outcome(), outcome())).containsExactlyInAnyOrder("R0", "R1", "R2");
        await(() -> !ready().contains("DOWN"));
    }

    @Test
    void anInvalidQueueThatIsFullIsToldAndMissesNothing() throws Exception {
        broker.limit(OtherSystem.INVALID);
        application.start();
        other.send("one");
        other.send("two");
        awaitLogged("Trouble with the broker, tried again: jms.invalid-queue: the broker takes no message");
        await(() -> ready().contains("jms.invalid-queue"));

        assertThat(other.invalid().getBody(String.class)).isEqualTo("one");
        assertThat(other.invalid().getBody(String.class)).isEqualTo("two");
    }

    @Test
    void aBrokerWhoseDiskIsFullIsToldAndHoldsUpNoCall() throws Exception {
        application.with("QUARKUS_QPID_JMS_URL", broker.url()).start(); // waits as long as it does by default
        awaitStarted();
        broker.diskFull(true);
        application.drop("one.csv", "user,action,request_id\na@x.org,activate,F1\n");
        awaitResult("one.csv");
        awaitLogged("Trouble with the broker, tried again: jms.outcome-topic: the broker takes no message");
        await(() -> ready().contains("jms.outcome-topic"));

        broker.diskFull(false);

        assertThat(other.outcome().get("requestId").asText()).isEqualTo("F1");
        await(() -> !ready().contains("DOWN"));
    }

    private static String change(int i) {
        return "{\"user\":\"u%d@x.org\",\"action\":\"activate\",\"requestId\":\"R%d\"}".formatted(i, i);
    }

    private String outcome() throws Exception {
        return other.outcome().get("requestId").asText();
    }

    private List<String> readAll(int most) {
        try (JMSConsumer replies =
                other.context().createConsumer(other.context().createQueue(FULL))) {
            return IntStream.range(0, most)
                    .mapToObj(i -> requestId(replies.receive(PATIENCE)))
                    .toList();
        }
    }

    private static String requestId(Message message) {
        try {
            return OtherSystem.json(message).get("requestId").asText();
        } catch (Exception e) {
            throw new AssertionError("no message came, or none of ours", e);
        }
    }
}
