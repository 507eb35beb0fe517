package dev.zoomstatus.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoomstatus.TestSettings;
import dev.zoomstatus.zoom.TestConnections;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes over the wire to a webhook, and what its answers mean. */
class WebhookChannelTest {

    private static final Digest DIGEST =
            Digest.of(Alert.NOT_FOUND, "deactivate jörg@x.org: …", Instant.parse("2026-11-23T12:00:00Z"));

    private WebhookReceiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = new WebhookReceiver(0);
    }

    @AfterEach
    void stop() {
        receiver.close();
    }

    @Test
    void aDigestIsOnePostOfJson() {
        send(receiver.url()).join();

        assertThat(receiver.posts()).singleElement().satisfies(post -> {
            assertThat(post.method()).isEqualTo("POST");
            assertThat(receiver.url()).endsWith(post.path());
            assertThat(post.body()).isEqualTo(DigestJson.of(DIGEST));
            assertThat(post.headers()).containsEntry("Content-Type", "application/json");
        });
    }

    @Test
    void noHeaderGoesOutThatIsNotNeeded() {
        send(receiver.url()).join();

        assertThat(receiver.posts().get(0).headers().keySet())
                .allMatch(name -> name.matches("(?i)host|connection|content-length|content-type|user-agent"));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202, 204})
    void any2xxMeansTaken(int status) {
        receiver.answering(status, Map.of());

        assertThat(send(receiver.url())).isCompleted();
    }

    @ParameterizedTest(name = "{0}: refused is {1}")
    @CsvSource({
        "301, true",
        "302, true",
        "400, true",
        "401, true",
        "403, true",
        "404, true",
        "410, true",
        "408, false",
        "429, false",
        "500, false",
        "502, false",
        "503, false",
        "504, false"
    })
    void whatElseItAnswersIsRefusedForGoodOrTriedAgain(int status, boolean refused) {
        receiver.answering(status, Map.of("Location", receiver.url() + "/elsewhere"));

        UndeliveredException failure = failure(send(receiver.url()));

        assertThat(failure.isRefused()).isEqualTo(refused);
        assertThat(failure.why()).startsWith("it answers " + status);
        assertThat(receiver.posts()).hasSize(1); // no redirect is followed
    }

    @ParameterizedTest(name = "Retry-After: {0}")
    @CsvSource({
        "77, 77",
        "0, 0",
        "999999999, 3600",
        "9999999999999, 0",
        "-1, 0",
        "'Wed, 21 Oct 2026 07:28:00 GMT', 0",
    })
    void itMayAskForAWaitOfAnHourAtMost(String retryAfter, long seconds) {
        receiver.answering(429, Map.of("Retry-After", retryAfter));

        assertThat(failure(send(receiver.url())).notBefore()).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void nobodyThereIsAFailureThatDoesNotTellTheAddress() {
        String url = receiver.url();
        receiver.close();

        assertThatThrownBy(() -> send(url).join())
                .isInstanceOf(CompletionException.class)
                .hasMessageNotContaining(WebhookReceiver.TOKEN);
    }

    @Test
    void anAnswerThatTricklesIsNotWaitedForLong() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread trickle = new Thread(() -> trickle(server, "HTTP/1.1 200 OK\r\nX-Slow: "));
            trickle.setDaemon(true);
            trickle.start();

            assertThat(channel(WebhookReceiver.url(server.getLocalPort())).send(DIGEST))
                    .failsWithin(Duration.ofSeconds(60));
        }
    }

    @Test
    void theBodyOfAnAnswerIsNotWaitedFor() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Thread trickle = new Thread(() -> trickle(server, "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n"));
            trickle.setDaemon(true);
            trickle.start();

            assertThat(channel(WebhookReceiver.url(server.getLocalPort())).send(DIGEST))
                    .succeedsWithin(Duration.ofSeconds(60));
        }
    }

    /** Sends the beginning and then a byte now and then, until the other side has had enough. */
    private static void trickle(ServerSocket server, String beginning) {
        try (Socket socket = server.accept();
                OutputStream out = socket.getOutputStream()) {
            out.write(beginning.getBytes(StandardCharsets.US_ASCII));
            while (true) {
                out.write('x');
                out.flush();
                TimeUnit.MILLISECONDS.sleep(100);
            }
        } catch (IOException | InterruptedException e) {
            return; // it has had enough
        }
    }

    private static CompletableFuture<Void> send(String url) {
        CompletableFuture<Void> sending = channel(url).send(DIGEST);
        assertThat(sending.handle((done, failed) -> true)).succeedsWithin(Duration.ofSeconds(60));
        return sending;
    }

    private static UndeliveredException failure(CompletableFuture<Void> sending) {
        return (UndeliveredException) sending.handle((done, failure) -> failure)
                .thenApply(failure -> failure instanceof CompletionException ? failure.getCause() : failure)
                .join();
    }

    private static WebhookChannel channel(String url) {
        return new WebhookChannel(
                TestSettings.of(AlertSettings.class, Map.of("alert.webhook-url", url)), TestConnections.NO_TLS);
    }
}
