package dev.zoomstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.zoomstatus.Schema;
import dev.zoomstatus.demo.Broker;
import dev.zoomstatus.demo.Reply;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What the application writes is as {@code docs/schema} says. */
class FormatsIT extends PackagedTest {

    private static final String ROWS =
            """
            user,action,request_id,reason
            ok@x.org,deactivate,R1,left
            ghost@x.org,deactivate,R2,
            ok@x.org,deactivate,R1,left
            busy@x.org,activate,R3,
            nobody@x.org,delete,,
            """;

    @Test
    void linesOfTheAuditFile() throws IOException {
        troubled();
        application.start().drop("all.csv", ROWS);
        awaitResult("all.csv");
        Path file = application.data().resolve("audit/audit.jsonl");
        await(() -> Files.exists(file) && Files.readString(file).contains("\"UPDATED\""));

        Schema schema = new Schema("audit");
        for (String line : Files.readAllLines(file)) {
            assertThat(schema.mistakes(line)).as(line).isEmpty();
        }
    }

    @Test
    void repliesAndOutcomeMessages() throws Exception {
        troubled();
        try (Broker broker = Broker.start(0);
                OtherSystem other = new OtherSystem(broker)) {
            application
                    .with("JMS_ENABLED", "true")
                    .with("QUARKUS_QPID_JMS_URL", broker.url())
                    .start()
                    .drop("all.csv", ROWS);
            other.request("C1", "{\"user\":\"jane@x.org\",\"action\":\"delete\"}");

            List<JsonNode> outcomes = other.outcomes(3);
            Schema schema = new Schema("outcome");
            assertThat(schema.mistakes(OtherSystem.json(other.reply()).toString()))
                    .isEmpty();
            for (JsonNode outcome : outcomes) {
                assertThat(schema.mistakes(outcome.toString()))
                        .as(outcome.toString())
                        .isEmpty();
            }
            application.close();
        }
    }

    @Test
    void theAlertThatAWebhookGets() throws IOException {
        troubled();
        List<String> received = new CopyOnWriteArrayList<>();
        HttpServer webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        webhook.start();
        try {
            application
                    .with(
                            "ALERT_WEBHOOK_URL",
                            "http://localhost:" + webhook.getAddress().getPort() + "/hook")
                    .start()
                    .drop("all.csv", ROWS);
            await(() -> !received.isEmpty());

            assertThat(new Schema("alert").mistakes(received.get(0)))
                    .as(received.get(0))
                    .isEmpty();
        } finally {
            webhook.stop(0);
        }
    }

    private void troubled() {
        application.asBuilt();
        zoom.answer("ghost@x.org", Reply.error(404, 1001, "User does not exist"));
        zoom.answer("busy@x.org", Reply.empty(503), Reply.noContent());
    }
}
