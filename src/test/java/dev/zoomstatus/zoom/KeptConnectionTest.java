package dev.zoomstatus.zoom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoomstatus.TestSettings;
import dev.zoomstatus.packaged.Certificate;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.classic.methods.HttpPut;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that nobody asked for is no user's; on real sockets. */
class KeptConnectionTest {

    private static final String FIRST = "HTTP/1.1 204 No Content\r\n\r\n";
    private static final String SECOND = "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n";

    private static SSLContext tls;

    @BeforeAll
    static void makeCertificate(@TempDir Path folder) throws Exception {
        tls = Certificate.of("localhost", folder).context();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "http, 200, close",
        "http, 400, close",
        "http, 404, close",
        "http, 408, close",
        "http, 204, keep-alive",
        "https, 400, close",
        "https, 204, keep-alive"
    })
    void anAnswerThatComesBetweenTwoCallsIsTheSecondOnesNot(String scheme, int status, String connection)
            throws Exception {
        try (WordyServer server = server(scheme).answer(FIRST).answer(SECOND);
                CloseableHttpClient client = client()) {
            call(client, scheme, server, "u1");
            server.say("HTTP/1.1 " + status + " X\r\nConnection: " + connection + "\r\n"
                    + (status == 204 ? "\r\n" : "Content-Length: 0\r\n\r\n"));

            assertThat(call(client, scheme, server, "u2")).isEqualTo(202);
            assertThat(server.asked()).containsExactly(line("u1"), line("u2"));
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "http, HTTP/1.1 204 No Content||",
        "http, HTTP/1.1 204 No Content|Content-Length: 0||",
        "http, HTTP/1.1 200 OK|Content-Length: 2||{}",
        "http, HTTP/1.1 200 OK|Transfer-Encoding: chunked||2|{}|0||",
        "https, HTTP/1.1 204 No Content||",
        "https, HTTP/1.1 200 OK|Content-Length: 2||{}"
    })
    void anAnswerThatComesTogetherWithTheOneBeforeIsNobodys(String scheme, String first) throws Exception {
        String answer = first.replace("|", "\r\n");
        try (WordyServer server = server(scheme)
                        .answer(answer + "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n")
                        .answer(SECOND);
                CloseableHttpClient client = client()) {
            call(client, scheme, server, "u1");

            assertThat(call(client, scheme, server, "u2")).isEqualTo(202);
            assertThat(server.asked()).containsExactly(line("u1"), line("u2"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void aConnectionOnWhichNothingElseComesIsKept(String scheme) throws Exception {
        try (WordyServer server = server(scheme).answer(FIRST).answer(SECOND).answer(FIRST);
                CloseableHttpClient client = client()) {
            call(client, scheme, server, "u1");
            call(client, scheme, server, "u2");
            call(client, scheme, server, "u3");

            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void whatAProxySaysBehindItsAnswerIsNotTakenForWhatCameByTls() throws Exception {
        try (ServerSocket proxy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                CloseableHttpClient client = TestConnections.client(
                        TestSettings.zoom(Map.of("zoom.proxy", "localhost:" + proxy.getLocalPort())), tls)) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> tunnel(proxy));

            assertThatThrownBy(() -> call(client, "https://localhost/v2", "u1")).isInstanceOf(IOException.class);
            served.join();
        }
    }

    private static void tunnel(ServerSocket proxy) {
        try (Socket socket = proxy.accept()) {
            socket.getInputStream().read(new byte[8_192]);
            socket.getOutputStream().write(("HTTP/1.1 200 OK\r\n\r\n" + FIRST).getBytes(StandardCharsets.US_ASCII));
            tls.getSocketFactory()
                    .createSocket(socket, InputStream.nullInputStream(), true)
                    .getInputStream()
                    .transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            return; // the client has left
        }
    }

    private static WordyServer server(String scheme) throws IOException {
        return new WordyServer(scheme.equals("http") ? ServerSocketFactory.getDefault() : tls.getServerSocketFactory());
    }

    private static CloseableHttpClient client() {
        return TestConnections.client(TestSettings.zoom(Map.of("zoom.max-concurrency", "1")), tls);
    }

    private static int call(CloseableHttpClient client, String scheme, WordyServer server, String user)
            throws IOException {
        return call(client, scheme + "://localhost:" + server.port() + "/v2", user);
    }

    private static int call(CloseableHttpClient client, String api, String user) throws IOException {
        HttpPut put = new HttpPut(api + "/users/" + user + "/status");
        put.setEntity(new StringEntity("--b--\r\n", ContentType.parse("multipart/form-data; boundary=b")));
        return client.execute(put, response -> response.getCode());
    }

    private static String line(String user) {
        return "PUT /v2/users/" + user + "/status HTTP/1.1";
    }
}
