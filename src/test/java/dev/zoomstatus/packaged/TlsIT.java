package dev.zoomstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.alert.WebhookReceiver;
import dev.zoomstatus.demo.Broker;
import dev.zoomstatus.demo.Reply;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zoom, webhook and broker by TLS, under a certificate that only those trust who are told to. */
class TlsIT extends PackagedTest {

    private static final String NOT_TRUSTED = "no token, the server's certificate is not trusted";

    private static final String FILE = "user,action\na@x.org,deactivate\n";

    private Certificate certificate;
    private TlsFront front;

    @BeforeEach
    void startFront(@TempDir Path certificates) throws Exception {
        certificate = Certificate.of("localhost", certificates);
        front = new TlsFront(certificate, zoom.port());
    }

    @AfterEach
    void stopFront() {
        application.close();
        front.close();
    }

    @Test
    void zoomIsCalledByTls() throws IOException {
        trusting(certificate, callingBy(front)).start().drop("one.csv", FILE);

        assertThat(awaitResult("one.csv")).containsExactly("2,a@x.org,deactivate,UPDATED,204,,,1");
        assertThat(zoom.violations()).isEmpty();
    }

    @Test
    void aServerThatNobodyTrustsIsToldNothingAndTheLogSaysWhy() throws IOException {
        callingBy(front).start().drop("one.csv", FILE);

        awaitLogged("zoom.token-url: " + NOT_TRUSTED);
        await(() -> ready().contains("zoom.token-url: " + NOT_TRUSTED));
        assertThat(zoom.tokenFetches()).isEmpty();
    }

    @Test
    void aCertificateOfAnotherHostIsNotTrusted(@TempDir Path other) throws Exception {
        Certificate another = Certificate.of("zoom.example.org", other);
        try (TlsFront wrong = new TlsFront(another, zoom.port())) {
            trusting(another, callingBy(wrong)).start().drop("one.csv", FILE);

            awaitLogged("zoom.token-url: " + NOT_TRUSTED);
            assertThat(zoom.tokenFetches()).isEmpty();
        }
    }

    @Test
    void alertsGoToAWebhookByTls() throws Exception {
        zoom.everyCall(Reply.error(404, 1001, "User does not exist."));
        try (WebhookReceiver webhook = new WebhookReceiver(0);
                TlsFront way = new TlsFront(certificate, webhook.port())) {
            trusting(certificate, application)
                    .with("ALERT_WEBHOOK_URL", "https://localhost:" + way.port() + "/alerts")
                    .with("ALERT_WINDOW", "1s")
                    .start()
                    .drop("one.csv", FILE);

            await(() -> webhook.taken().size() == 1);
        }
    }

    @Test
    void messagesComeByTls() throws Exception {
        try (Broker broker = Broker.start(0);
                TlsFront way = new TlsFront(certificate, broker.port());
                OtherSystem other = new OtherSystem(broker)) {
            application
                    .with("JMS_ENABLED", "true")
                    .with(
                            "QUARKUS_QPID_JMS_URL",
                            "amqps://localhost:" + way.port() + "?transport.trustStoreLocation="
                                    + certificate.keyStore() + "&transport.trustStorePassword="
                                    + Certificate.PASSWORD)
                    .start();
            other.send("{\"user\":\"a@x.org\",\"action\":\"deactivate\"}");

            assertThat(other.outcome().get("outcome").asText()).isEqualTo("UPDATED");
        }
    }

    private PackagedApplication callingBy(TlsFront way) {
        return application
                .with("ZOOM_API_URL", "https://localhost:" + way.port() + "/v2")
                .with("ZOOM_TOKEN_URL", "https://localhost:" + way.port() + "/oauth/token");
    }

    private static PackagedApplication trusting(Certificate certificate, PackagedApplication instance) {
        return instance.with(
                "QUARKUS_TLS_TRUST_STORE_PEM_CERTS", certificate.pem().toString());
    }
}
