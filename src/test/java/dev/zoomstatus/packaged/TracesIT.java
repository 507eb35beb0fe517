package dev.zoomstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.zoomstatus.demo.Broker;
import dev.zoomstatus.demo.Reply;
import jakarta.jms.JMSException;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Traces as they arrive where they are sent, and the log in JSON. */
class TracesIT extends PackagedTest {

    private final List<String> received = new CopyOnWriteArrayList<>();
    private HttpServer collector;

    @BeforeEach
    void startCollector() throws IOException {
        collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
    }

    @AfterEach
    void stopCollector() {
        collector.stop(0);
    }

    @Test
    void acceptanceCallAndEndArriveWithoutTheUser() throws IOException, GeneralSecurityException {
        traced().start().drop("jane.csv", "user,action,request_id\njane@x.org,deactivate,for-jane\n");
        awaitResult("jane.csv");
        String spans = awaitSpans(named("accept"), named("update-user-status"), named("end"), "UPDATED");

        assertThat(spans).contains("zoom-user-status");
        assertThat(spans).doesNotContain("jane").contains(traceOf("for-jane"));
        assertThat(zoom.tokensMade()).isNotEmpty().noneMatch(spans::contains);
    }

    @Test
    void whatEndsWithoutACallIsTracedToo() throws IOException {
        traced().start()
                .drop("twice.csv", "user,action,request_id\njane@x.org,deactivate,R1\njane@x.org,deactivate,R1\n");
        awaitResult("twice.csv");

        assertThat(awaitSpans("UPDATED", "DUPLICATE")).doesNotContain("jane");
    }

    @Test
    void theTraceOfAMessagesSenderGoesOn() throws IOException, JMSException {
        try (Broker broker = Broker.start(0);
                OtherSystem sender = new OtherSystem(broker)) {
            traced().with("JMS_ENABLED", "true")
                    .with("QUARKUS_QPID_JMS_URL", broker.url())
                    .start();
            TextMessage message =
                    sender.context().createTextMessage("{\"user\":\"jane@x.org\",\"action\":\"activate\"}");
            message.setStringProperty("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
            sender.request(message);

            assertThat(awaitSpans(named("receive"), bytes("0af7651916cd43dd8448eb211c80319c")))
                    .contains(bytes("b7ad6b7169203331"));
            application.close();
        }
    }

    private PackagedApplication traced() {
        return application
                .with(
                        "QUARKUS_OTEL_EXPORTER_OTLP_ENDPOINT",
                        "http://localhost:" + collector.getAddress().getPort())
                .with("QUARKUS_OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")
                .with("QUARKUS_OTEL_BSP_SCHEDULE_DELAY", "100ms");
    }

    /** What arrived, as soon as all of that is in it. */
    private String awaitSpans(String... all) throws IOException {
        await(() -> Stream.of(all).allMatch(String.join("", received)::contains));
        return String.join("", received);
    }

    /** A span's name on the wire, where its length goes before it: others' texts may hold the same letters. */
    private static String named(String name) {
        return (char) name.length() + name;
    }

    private static String bytes(String digits) {
        return new String(HexFormat.of().parseHex(digits), StandardCharsets.ISO_8859_1);
    }

    /** The trace's id on the wire: the first 16 bytes of the request id's SHA-256. */
    private static String traceOf(String requestId) throws GeneralSecurityException {
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(requestId.getBytes(StandardCharsets.UTF_8));
        return new String(hash, 0, 16, StandardCharsets.ISO_8859_1);
    }

    @Test
    void aLineOfTheLogInJsonNamesChangeBatchAndRequest() throws IOException {
        zoom.answer("ghost@x.org", Reply.error(404, 1001, "User does not exist"));
        application
                .with("QUARKUS_LOG_CONSOLE_JSON_ENABLED", "true")
                .with("QUARKUS_LOG_CATEGORY__DEV_ZOOMSTATUS_DISPATCH__LEVEL", "DEBUG")
                .start()
                .drop("one.csv", "user,action,request_id\nghost@x.org,deactivate,R1\n");
        awaitResult("one.csv");
        awaitLogged("Ended one.csv");

        assertThat(application.logged().lines().filter(line -> line.contains("outcome NOT_FOUND")))
                .singleElement()
                .asString()
                .contains("\"change\":\"1\"", "\"batch\":\"", "\"request\":\"R1\"");
        assertThat(application.logged().lines().filter(line -> line.contains("ghost@x.org")))
                .allMatch(line -> line.contains("ALERT"));
        assertThat(application.logged().lines().filter(line -> line.contains("Ended one.csv")))
                .allMatch(line -> line.contains("\"batch\":\"") && !line.contains("\"change\":"));
    }
}
