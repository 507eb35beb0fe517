package dev.zoomstatus.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.zoomstatus.alert.WebhookReceiver;
import dev.zoomstatus.demo.Broker;
import dev.zoomstatus.demo.Reply;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What reaches people by webhook, mail and queue, and that their outage changes nothing. */
class AlertsIT extends PackagedTest {

    private static final String QUEUE = "ops.alerts";

    private WebhookReceiver webhook;
    private GreenMail mail;
    private int mailPort;
    private Broker broker;

    @BeforeEach
    void startChannels() throws IOException {
        startChannels(0, 0, 0);
        application
                .with("ALERT_WINDOW", "1s")
                .with("ALERT_WEBHOOK_URL", webhook.url())
                .with("ALERT_MAIL_TO", "ops@example.org, night@example.org")
                .with("QUARKUS_MAILER_HOST", "localhost")
                .with("QUARKUS_MAILER_PORT", Integer.toString(mailPort))
                .with("QUARKUS_MAILER_FROM", "zoom@example.org")
                .with("ALERT_QUEUE", QUEUE)
                .with("JMS_ENABLED", "true")
                .with("QUARKUS_QPID_JMS_URL", broker.url());
    }

    private void startChannels(int webhookAt, int mailAt, int brokerAt) throws IOException {
        webhook = new WebhookReceiver(webhookAt);
        mail = new GreenMail(new ServerSetup(mailAt, "localhost", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        this.mailPort = mail.getSmtp().getPort();
        broker = Broker.start(brokerAt);
    }

    @AfterEach
    void stopChannels() throws IOException {
        application.close();
        closeChannels();
    }

    private void closeChannels() throws IOException {
        webhook.close();
        mail.stop();
        broker.close();
    }

    /** As after an outage, at the same addresses. */
    private void bringChannelsBack() throws IOException {
        startChannels(webhook.port(), mailPort, broker.port());
    }

    @Test
    void webhookMailAndQueueTellWhatHappened() throws Exception {
        zoom.answer("<!channel>@x.org", Reply.error(404, 1001, "No such user: Jörg."));
        application.start().drop("one.csv", "user,action\n<!channel>@x.org,deactivate\n");
        await(() -> webhook.taken().size() == 1 && mails().length == 2);

        JsonNode digest = webhook.taken().get(0);
        assertThat(digest.get("kind").asText()).isEqualTo("NOT_FOUND");
        assertThat(digest.get("count").asInt()).isEqualTo(1);
        assertThat(digest.get("text").asText())
                .startsWith("zoom-user-status NOT_FOUND: deactivate &lt;!channel&gt;@x.org: ");
        assertThat(digest.get("examples").get(0).asText()).startsWith("deactivate <!channel>@x.org: ");
        assertThat(new ObjectMapper().readTree(received())).isEqualTo(digest);
        assertThat(mails()[0].getSubject()).isEqualTo("zoom-user-status alert: NOT_FOUND (1)");
        assertThat(mails()[0].getContentType()).isEqualToIgnoringCase("text/plain; charset=utf-8");
        assertThat((String) mails()[0].getContent()).contains("deactivate <!channel>@x.org: ", "Jörg");
    }

    @Test
    void thatTheAccountIsPausedAndGoesOnIsTold() throws IOException {
        zoom.everyToken(Reply.tokenError(401, "invalid_client", "no such app"));
        application.start().drop("one.csv", "user,action\na@x.org,deactivate\n");
        await(() -> webhook.taken().size() == 1);
        zoom.everyToken(null);
        await(() -> webhook.taken().size() == 2);

        assertThat(webhook.taken())
                .extracting(digest -> digest.get("kind").asText())
                .containsExactly("PAUSED", "RESUMED");
        assertThat(webhook.taken().get(0).get("text").asText()).contains("zoom.client-id");
    }

    @Test
    void whatFollowsWithinTheWindowComesInOneDigest() throws IOException {
        zoom.everyCall(Reply.error(404, 1001, "User does not exist."));
        application.with("ALERT_WINDOW", "5s").start().drop("many.csv", users(40));
        await(() -> counted() == 40);

        assertThat(webhook.taken()).hasSizeLessThan(10);
        assertThat(webhook.taken().stream()
                        .mapToInt(digest -> digest.get("examples").size()))
                .allMatch(examples -> examples <= 10);
    }

    @Test
    void channelsThatAreNotThereChangeNothingAndGetItLater() throws IOException {
        closeChannels();
        zoom.everyCall(Reply.error(404, 1001, "User does not exist."));
        application.start().drop("many.csv", users(40));

        assertThat(awaitResult("many.csv")).hasSize(40);
        assertThat(observed("health/ready")).contains("\"account\"").doesNotContain("alert");
        awaitLogged("alert.webhook-url: alerts cannot be sent");
        awaitLogged("quarkus.mailer.host: alerts cannot be sent");
        awaitLogged("alert.queue: alerts cannot be sent");
        bringChannelsBack();
        await(() -> counted() == 40 && mails().length > 0 && !received().isEmpty());
        awaitLogged("alert.webhook-url: alerts are sent again");
        assertThat(application.logged()).contains("ALERT NOT_FOUND: ");
    }

    @Test
    void channelsThatNeverAnswerChangeNothingAndGetItLater() throws IOException {
        zoom.everyCall(Reply.error(404, 1001, "User does not exist."));
        mail.stop();
        broker.close();
        webhook.silent();
        try (ServerSocket silentMail = listen(mailPort);
                ServerSocket silentBroker = listen(broker.port())) {
            application.start().drop("many.csv", users(40));

            assertThat(awaitResult("many.csv")).hasSize(40);
            awaitLogged("alert.webhook-url: alerts cannot be sent");
            awaitLogged("quarkus.mailer.host: alerts cannot be sent");
            awaitLogged("alert.queue: alerts cannot be sent");
            assertThat(silentMail.isBound() && silentBroker.isBound()).isTrue();
        }
        webhook.close();
        bringChannelsBack();
        await(() -> counted() == 40 && mails().length > 0 && !received().isEmpty());
    }

    @Test
    void aWebhookThatFailsHoldsUpNoOtherChannelAndGetsItLater() throws IOException {
        webhook.answering(500, Map.of());
        zoom.everyCall(Reply.error(404, 1001, "User does not exist."));
        application.start().drop("many.csv", users(40));

        awaitResult("many.csv");
        await(() -> mails().length > 0 && !received().isEmpty());
        assertThat(counted()).isZero();
        webhook.answering(200, Map.of());
        await(() -> counted() == 40);
    }

    @Test
    void aWebhookThatRefusesIsToldOfAndNotAskedAgain() throws IOException {
        webhook.answering(404, Map.of());
        zoom.everyCall(Reply.error(404, 1001, "User does not exist."));
        application.start().drop("one.csv", users(1));

        awaitLogged("alert.webhook-url: 1 alerts NOT_FOUND are dropped: it answers 404; check the address");
        assertThat(observed("metrics"))
                .contains("zoom_alert_deliveries_total{channel=\"webhook\",result=\"dropped\"} 1.0");
    }

    @Test
    void whatIsGatheredAtTheStopIsSent() throws IOException {
        zoom.everyCall(Reply.error(404, 1001, "User does not exist."));
        application.with("ALERT_WINDOW", "1h").start().drop("one.csv", users(1));
        await(() -> counted() == 1 && mails().length == 2);
        application.drop("more.csv", users(7));
        awaitResult("more.csv");
        application.terminate();

        assertThat(counted()).isEqualTo(8);
        assertThat(mails()).hasSize(4); // two digests to two addresses
        assertThat(application.logged()).contains("ALERT NOT_FOUND: 7 ");
    }

    @Test
    void aWebhookThatNeverAnswersIsNotWaitedForAtTheStop() throws IOException {
        webhook.silent();
        zoom.everyCall(Reply.error(404, 1001, "User does not exist."));
        application.start().drop("one.csv", users(1));
        await(() -> !webhook.posts().isEmpty());
        application.terminate();

        assertThat(application.logged()).contains("alert.webhook-url: 1 alerts NOT_FOUND are dropped: not sent");
    }

    @Test
    void theWebhooksAddressAppearsNowhere() throws IOException {
        closeChannels();
        zoom.everyCall(Reply.error(404, 1001, "User does not exist."));
        application.with("QUARKUS_LOG_LEVEL", "DEBUG").start().drop("one.csv", users(1));
        awaitLogged("alert.webhook-url: alerts cannot be sent");
        bringChannelsBack();
        webhook.answering(500, Map.of());
        await(() -> !webhook.posts().isEmpty());
        webhook.answering(200, Map.of());
        await(() -> counted() == 1);
        String everything = observed("metrics") + observed("health");
        application.terminate();

        everything += application.logged();
        try (Stream<Path> files = Files.walk(application.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                everything += new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            }
        }
        assertThat(webhook.posts().get(0).path()).contains(WebhookReceiver.TOKEN);
        assertThat(everything.lines().filter(line -> line.contains(WebhookReceiver.TOKEN)))
                .isEmpty();
    }

    private int counted() {
        return webhook.taken().stream()
                .mapToInt(digest -> digest.get("count").asInt())
                .sum();
    }

    private MimeMessage[] mails() {
        return mail.getReceivedMessages();
    }

    /** The body of the next message on the queue, or nothing if there is none yet. */
    private String received() throws JMSException {
        JmsConnectionFactory connections = new JmsConnectionFactory(broker.url());
        try (JMSContext context = connections.createContext()) {
            Message message = context.createConsumer(context.createQueue(QUEUE)).receive(1000);
            return message == null ? "" : message.getBody(String.class);
        }
    }

    private String observed(String what) {
        return given().port(application.managementPort())
                .get("/observe/" + what)
                .then()
                .extract()
                .asString();
    }

    private static String users(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "u" + i + "@x.org,deactivate\n")
                .collect(Collectors.joining("", "user,action\n", ""));
    }

    /** Listens and never answers. */
    private static ServerSocket listen(int port) throws IOException {
        return new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    }
}
