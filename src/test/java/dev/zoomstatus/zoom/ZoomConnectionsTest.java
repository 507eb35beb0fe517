package dev.zoomstatus.zoom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoomstatus.TestSettings;
import dev.zoomstatus.demo.PretendZoom;
import dev.zoomstatus.demo.Reply;
import dev.zoomstatus.zoom.ZoomAnswer.Kind;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ServerSocketFactory;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The HTTP client does nothing behind our back, and no call goes on for ever; on real sockets. */
class ZoomConnectionsTest {

    private static final Map<String, String> IMPATIENT =
            Map.of("zoom.connect-timeout", "100ms", "zoom.response-timeout", "300ms");

    private PretendZoom zoom;

    private record Answer(int status, String body) {}

    @BeforeEach
    void start() throws IOException {
        zoom = PretendZoom.start();
    }

    @AfterEach
    void stop() throws IOException {
        zoom.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) throws IOException {
        zoom.answer("u1", Reply.redirect(status, zoom.apiUrl() + "/users/u2/status"));

        assertThat(call(Map.of()).status()).isEqualTo(status);
        assertThat(zoom.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504})
    void repeatsNoCallThatWasAnswered(int status) throws IOException {
        zoom.everyCall(Reply.empty(status).withHeader("Retry-After", "0"));

        assertThat(call(Map.of()).status()).isEqualTo(status);
        assertThat(zoom.calls()).hasSize(1);
    }

    @Test
    void repeatsNoCallWhoseAnswerWasLost() {
        zoom.everyCall(Reply.lost());

        assertThatThrownBy(() -> call(Map.of())).isInstanceOf(IOException.class);
        assertThat(zoom.calls()).hasSize(1);
    }

    @Test
    void repeatsNoCallWhoseConnectionWasReset() {
        zoom.everyCall(Reply.reset());

        assertThatThrownBy(() -> call(Map.of())).isInstanceOf(IOException.class);
        assertThat(zoom.calls()).hasSize(1);
    }

    @Test
    void endsACallThatIsNotAnswered() {
        zoom.everyCall(Reply.hang());

        assertThatThrownBy(() -> call(IMPATIENT))
                .satisfies(failure -> assertThat(meaning(failure)).isEqualTo(Kind.TRY_AGAIN));
    }

    @Test
    void endsACallWhoseAnswerTricklesIn() {
        // The socket's own timeout begins anew with each byte.
        zoom.everyCall(Reply.trickle(Duration.ofMillis(50)));

        assertThatThrownBy(() -> call(IMPATIENT))
                .isInstanceOf(InterruptedIOException.class)
                .hasMessage("the answer was not complete in time");
    }

    @Test
    void takesABodyThatBreaksOffForNoAnswer() {
        zoom.everyCall(Reply.half());

        assertThatThrownBy(() -> call(Map.of()))
                .satisfies(failure -> assertThat(meaning(failure)).isEqualTo(Kind.TRY_AGAIN));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 204 No Content\r\nx-zm-tracking",
                "HTTP/1.1 204 No Content\r\nx-zm-trackingid: 1\r\n",
                "HTTP/1.1 204 No Content\r\n",
                "HTTP/1.1 204"
            })
    void takesAHeaderThatBreaksOffForNoAnswer(String half) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                CloseableHttpClient client = TestConnections.client(TestSettings.zoom(zoom, Map.of()))) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> answer(server, half));

            assertThatThrownBy(() -> call(client, "http://localhost:" + server.getLocalPort() + "/v2/users/u1/status"))
                    .satisfies(failure -> assertThat(meaning(failure)).isEqualTo(Kind.TRY_AGAIN));
            served.join();
        }
    }

    private static void answer(ServerSocket server, String text) {
        try (Socket socket = server.accept()) {
            StringBuilder request = new StringBuilder();
            while (request.indexOf("--b--\r\n") < 0) {
                request.append((char) socket.getInputStream().read());
            }
            socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest(name = "{0} and then {1} again and again")
    @CsvSource({
        "HTTP/1.1 204 , a",
        "HTTP/1.1 204 No Content|x: , a",
        "HTTP/1.1 204 No Content|, x: a|",
        "HTTP/1.1 204 No Content|x: a|, ' a|'",
        "HTTP/1.1 400 Bad Request|Transfer-Encoding: chunked||5;, a",
        "HTTP/1.1 400 Bad Request|Transfer-Encoding: chunked||, 0",
        "HTTP/1.1 400 Bad Request|Transfer-Encoding: chunked||0|, x: a|",
        "HTTP/1.1 400 Bad Request|Transfer-Encoding: chunked||0|x: , a",
        "'', a",
        "'', a|",
        "'', |"
    })
    void takesAnAnswerWithoutMeasureForNoneAndKeepsLittleOfIt(String begin, String again) throws Exception {
        String endless = begin + again.repeat(2_000_000 / again.length());
        try (WordyServer server =
                        new WordyServer(ServerSocketFactory.getDefault()).answer(endless.replace("|", "\r\n"));
                CloseableHttpClient client = TestConnections.client(TestSettings.zoom(zoom, Map.of()))) {
            assertThatThrownBy(() -> call(client, "http://localhost:" + server.port() + "/v2/users/u1/status"))
                    .satisfies(failure -> assertThat(meaning(failure)).isEqualTo(Kind.TRY_AGAIN))
                    .satisfies(failure -> assertThat(Silence.describe(failure))
                            .isEqualTo(
                                    "no answer: what came had a line of over 16 KiB, or over 200 lines of a header"));
        }
    }

    @Test
    void readsAnAnswerWithAsManyAndAsLongHeadersAsAnybodySends() throws Exception {
        String many = "x: a\r\n".repeat(150) + "Content-Security-Policy: " + "a".repeat(15_000) + "\r\n";
        try (WordyServer server = new WordyServer(ServerSocketFactory.getDefault())
                        .answer("HTTP/1.1 204 No Content\r\n" + many + "\r\n");
                CloseableHttpClient client = TestConnections.client(TestSettings.zoom(zoom, Map.of()))) {
            assertThat(call(client, "http://localhost:" + server.port() + "/v2/users/u1/status")
                            .status())
                    .isEqualTo(204);
        }
    }

    @Test
    void keepsOf64KiBAndMoreOnly64KiB() throws IOException {
        zoom.everyCall(Reply.plain(502, "x".repeat(200_000)));

        assertThat(call(Map.of()).body()).hasSize(64 * 1024);
    }

    @Test
    void callsAgainAfterABodyThatWasTooLong() throws IOException {
        zoom.answer("u1", Reply.plain(502, "x".repeat(200_000)));
        try (CloseableHttpClient client = TestConnections.client(TestSettings.zoom(zoom, one()))) {
            call(client);

            assertThat(call(client).status()).isEqualTo(204);
        }
    }

    @Test
    void callsAgainOnceZoomIsBack() throws IOException {
        try (CloseableHttpClient client = TestConnections.client(TestSettings.zoom(zoom, one()))) {
            zoom.goDown();
            assertThatThrownBy(() -> call(client)).isInstanceOf(IOException.class);
            zoom.comeBack();

            assertThat(call(client).status()).isEqualTo(204);
        }
    }

    @Test
    void keepsNoCookie() throws IOException {
        zoom.everyCall(Reply.noContent().withHeader("Set-Cookie", "c=1"));
        try (CloseableHttpClient client = TestConnections.client(TestSettings.zoom(zoom, one()))) {
            call(client);
            call(client);
        }
        assertThat(zoom.calls().get(1).headers()).doesNotContainKey("cookie");
        assertThat(zoom.violations()).isEmpty();
    }

    @Test
    void goesThroughTheProxy() throws IOException {
        // A proxy is sent the whole address: the pretend Zoom, standing in for one, complains about such a path.
        Map<String, String> set =
                Map.of("zoom.api-url", "http://api.zoom.invalid/v2", "zoom.proxy", "localhost:" + zoom.port());

        call(set);

        assertThat(zoom.violations()).singleElement().asString().contains("http://api.zoom.invalid/v2/users/u1/status");
    }

    @ParameterizedTest(name = "{0} is host {1}, port {2}")
    @CsvSource({
        "proxy:3128, proxy, 3128",
        "proxy.example.com:1, proxy.example.com, 1",
        "10.0.0.1:65535, 10.0.0.1, 65535",
        "[::1]:3128, [::1], 3128"
    })
    void readsTheProxysHostAndPort(String setting, String host, int port) {
        assertThat(ZoomConnections.isProxy(setting)).isTrue();
        assertThat(ZoomConnections.proxy(setting)).isEqualTo(new HttpHost(host, port));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "proxy",
                "proxy:",
                ":3128",
                "proxy:http",
                "proxy:0",
                "proxy:65536",
                "proxy:99999",
                "proxy:-1",
                "http://proxy:3128",
                "user:pass@proxy:3128",
                "a proxy:3128",
                "proxy:3128/",
            })
    void refusesWhatIsNoProxy(String setting) {
        assertThat(ZoomConnections.isProxy(setting)).isFalse();
    }

    private static Map<String, String> one() {
        return Map.of("zoom.max-concurrency", "1");
    }

    private static Kind meaning(Throwable failure) {
        return new AnswerReader(TestSettings.zoom(Map.of()), Clock.systemUTC())
                .none(failure)
                .kind();
    }

    private Answer call(Map<String, String> set) throws IOException {
        ZoomSettings settings = TestSettings.zoom(zoom, set);
        try (CloseableHttpClient client = TestConnections.client(settings)) {
            return call(client, settings.apiUrl() + "/users/u1/status");
        }
    }

    private Answer call(CloseableHttpClient client) throws IOException {
        return call(client, zoom.apiUrl() + "/users/u1/status");
    }

    private Answer call(CloseableHttpClient client, String address) throws IOException {
        HttpPut put = new HttpPut(address);
        put.setHeader("Authorization", "Bearer " + zoom.newToken());
        put.setEntity(new StringEntity(
                "--b\r\nContent-Disposition: form-data; name=\"action\"\r\n\r\ndeactivate\r\n--b--\r\n",
                ContentType.parse("multipart/form-data; boundary=b")));
        return client.execute(
                put,
                response -> new Answer(
                        response.getCode(),
                        response.getEntity() == null ? "" : EntityUtils.toString(response.getEntity())));
    }
}
