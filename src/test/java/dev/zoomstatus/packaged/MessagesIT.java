package dev.zoomstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.zoomstatus.demo.Broker;
import dev.zoomstatus.demo.Reply;
import jakarta.jms.BytesMessage;
import jakarta.jms.MapMessage;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.qpid.jms.message.JmsMessage;
import org.apache.qpid.jms.provider.amqp.message.AmqpJmsMessageFacade;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes that come as messages, and what other systems hear of them. */
class MessagesIT extends PackagedTest {

    private static final String JANE = "{\"user\":\"jane@x.org\",\"action\":\"deactivate\",\"requestId\":\"R1\"}";

    private Broker broker;
    private OtherSystem other;

    @BeforeEach
    void connect() throws IOException {
        broker = Broker.start(0);
        other = new OtherSystem(broker);
        application
                .with("JMS_ENABLED", "true")
                .with("QUARKUS_QPID_JMS_URL", broker.url())
                .start();
    }

    @AfterEach
    void disconnect() throws IOException {
        other.close();
        application.close();
        broker.close();
    }

    @Test
    void aRequestGetsItsReplyWithItsCorrelationId() throws Exception {
        zoom.answer("jane@x.org", Reply.error(404, 1001, "User does not exist: jane@x.org."));
        other.request("C1", JANE);

        Message reply = other.reply();

        assertThat(reply.getJMSCorrelationID()).isEqualTo("C1");
        JsonNode body = OtherSystem.json(reply);
        assertThat(body.fieldNames())
                .toIterable()
                .containsExactly(
                        "requestId",
                        "user",
                        "action",
                        "outcome",
                        "httpStatus",
                        "zoomCode",
                        "message",
                        "attempts",
                        "completedAt");
        assertThat(body.toString())
                .startsWith("{\"requestId\":\"R1\",\"user\":\"jane@x.org\",\"action\":\"deactivate\","
                        + "\"outcome\":\"NOT_FOUND\",\"httpStatus\":404,\"zoomCode\":1001,"
                        + "\"message\":\"User does not exist: jane@x.org.\",\"attempts\":1,\"completedAt\":\"2");
    }

    @Test
    void withoutACorrelationIdTheReplyCarriesTheMessageId() throws Exception {
        TextMessage message = other.context().createTextMessage(JANE);
        other.request(message);

        assertThat(other.reply().getJMSCorrelationID()).isEqualTo(message.getJMSMessageID());
    }

    @Test
    void bytesAreReadAsUtf8() throws Exception {
        BytesMessage message = other.context().createBytesMessage();
        message.writeBytes("{\"user\":\"Zoë@x.org\",\"action\":\"activate\"}".getBytes(StandardCharsets.UTF_8));
        other.request(message);

        JsonNode body = OtherSystem.json(other.reply());

        assertThat(body.get("user").asText()).isEqualTo("Zoë@x.org");
        assertThat(body.get("requestId").asText()).isEqualTo(message.getJMSMessageID());
    }

    @Test
    void theTopicHearsOfEveryChangeThatEndsWhateverBroughtIt() throws Exception {
        application.drop("one.csv", "user,action,request_id\nfile@x.org,deactivate,F1\nme,activate,F2\n");
        JsonNode first = other.outcome();
        other.send(JANE);
        JsonNode second = other.outcome();

        assertThat(first.get("requestId").asText()).isEqualTo("F1");
        assertThat(second.get("requestId").asText()).isEqualTo("R1");
    }

    @Test
    void aMessageThatMakesNoSenseIsAnsweredAndKeptWithTheReason() throws Exception {
        TextMessage message = other.context().createTextMessage("{\"user\":\"jane@x.org\",\"action\":\"remove\"}");
        message.setStringProperty("tenant", "t1");
        other.request(message);

        JsonNode reply = OtherSystem.json(other.reply());
        Message kept = other.invalid();

        assertThat(reply.get("outcome").asText()).isEqualTo("INVALID");
        assertThat(kept.getBody(String.class)).isEqualTo(message.getText());
        assertThat(kept.getStringProperty("tenant")).isEqualTo("t1");
        assertThat(kept.getStringProperty("reason"))
                .isEqualTo("action \"remove\" is unknown: write activate or deactivate")
                .isEqualTo(reply.get("message").asText());
    }

    @Test
    void aMessageThatMakesNoSenseKeepsPropertiesThatJmsHasNoNameOrTypeFor() throws Exception {
        TextMessage message = other.context().createTextMessage("{}");
        message.setStringProperty("JMSXGroupID", "jane");
        AmqpJmsMessageFacade amqp = (AmqpJmsMessageFacade) ((JmsMessage) message).getFacade();
        amqp.setApplicationProperty("Diagnostic-Id", "00-af7651916cd43dd8448eb211c80319c-00");
        amqp.setApplicationProperty("sent", new UUID(1, 2));
        other.request(message);

        JmsMessage kept = (JmsMessage) other.invalid();

        assertThat(kept.getFacade().getProperty("Diagnostic-Id")).isEqualTo("00-af7651916cd43dd8448eb211c80319c-00");
        assertThat(kept.getFacade().getProperty("sent")).isEqualTo(new UUID(1, 2));
        assertThat(kept.getStringProperty("JMSXGroupID")).isEqualTo("jane");
        assertThat(kept.getStringProperty("reason")).isNotBlank();
        assertThat(application.logged()).doesNotContain("Trouble");
    }

    @Test
    void aMessageThatIsNeitherTextNorBytesIsKeptAsItCame() throws Exception {
        MapMessage message = other.context().createMapMessage();
        message.setString("user", "jane@x.org");
        other.request(message);

        MapMessage kept = (MapMessage) other.invalid();

        assertThat(kept.getStringProperty("reason")).startsWith("the message is neither text nor bytes");
        assertThat(kept.getString("user")).isEqualTo("jane@x.org");
    }

    @Test
    void theSameRequestAgainIsADuplicateAndIsToldSo() throws Exception {
        other.request("C1", JANE);
        other.reply();
        other.request("C2", JANE);

        Message reply = other.reply();

        assertThat(reply.getJMSCorrelationID()).isEqualTo("C2");
        assertThat(OtherSystem.json(reply).get("outcome").asText()).isEqualTo("DUPLICATE");
        assertThat(OtherSystem.json(reply).get("message").asText()).contains("has ended UPDATED");
        assertThat(zoom.calls()).hasSize(1);
    }

    @Test
    void anAddressThatIsGoneBlocksNoOtherReply() throws Exception {
        other.requestTo(Broker.NEVER_MADE + "replies", JANE);
        other.outcome();
        other.request("C2", "{\"user\":\"joe@x.org\",\"action\":\"activate\"}");

        assertThat(other.reply().getJMSCorrelationID()).isEqualTo("C2");
    }

    @Test
    void nothingOfAMessageBecomesPartOfTheCall() throws Exception {
        TextMessage message = other.context().createTextMessage(JANE);
        message.setStringProperty("Authorization", "Bearer mine");
        message.setStringProperty("CamelHttpMethod", "DELETE");
        message.setStringProperty("CamelJmsDestinationName", "elsewhere");
        other.request(message);

        assertThat(OtherSystem.json(other.reply()).get("outcome").asText()).isEqualTo("UPDATED");
        assertThat(zoom.violations()).isEmpty();
    }
}
