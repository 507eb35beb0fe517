package dev.zoomstatus.zoom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Named.named;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.zoomstatus.TestSettings;
import dev.zoomstatus.demo.Credentials;
import dev.zoomstatus.demo.PretendZoom;
import dev.zoomstatus.demo.Reply;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ServerSocketFactory;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said when no token can be had: which setting to mend, and never a secret. */
class TokenEndpointTest {

    private static final String SECRET = Credentials.DEMO.clientSecret();
    private static final String BASIC = Credentials.DEMO.basic().substring("Basic ".length());

    private PretendZoom zoom;

    @BeforeEach
    void start() throws IOException {
        zoom = PretendZoom.start();
    }

    @AfterEach
    void stop() throws IOException {
        zoom.close();
    }

    @ParameterizedTest(name = "a wrong {0} is told as {1}")
    @CsvSource({
        "zoom.client-id, zoom.client-id or zoom.client-secret: Zoom does not know this pair",
        "zoom.client-secret, zoom.client-id or zoom.client-secret: Zoom does not know this pair",
        "zoom.account-id, zoom.account-id: Zoom does not accept it for this app"
    })
    void namesTheWrongCredential(String key, String message) throws IOException {
        TokenException failure = failure(Map.of(key, "wr0ng-value"));

        assertThat(failure).hasMessageStartingWith(message);
        assertThat(failure.getMessage()).doesNotContain("wr0ng-value");
        assertThat(failure.isSetUp()).isTrue();
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(
                        named("invalid_client", Reply.tokenError(400, "invalid_client", "no")),
                        true,
                        "zoom.client-id or zoom.client-secret"),
                arguments(
                        named("invalid_client with 401", Reply.tokenError(401, "invalid_client", "no")),
                        true,
                        "zoom.client-id or zoom.client-secret"),
                arguments(named("401 without a word", Reply.empty(401)), true, "zoom.client-id or zoom.client-secret"),
                arguments(
                        named("invalid_request", Reply.tokenError(400, "invalid_request", "no")),
                        true,
                        "zoom.account-id"),
                arguments(
                        named("unsupported_grant_type", Reply.tokenError(400, "unsupported_grant_type", "no")),
                        true,
                        "Server-to-Server OAuth"),
                arguments(named("any other error", Reply.tokenError(400, "else", "no")), true, "zoom.token-url"),
                arguments(named("404 in HTML", Reply.html(404)), true, "zoom.token-url"),
                arguments(named("403 in HTML", Reply.html(403)), true, "zoom.token-url"),
                arguments(named("redirect", Reply.redirect(302, "http://localhost:1/")), true, "zoom.token-url"),
                arguments(named("proxy wants a password", Reply.empty(407)), true, "zoom.proxy"),
                arguments(named("HTML", Reply.html(200)), true, "zoom.token-url"),
                arguments(named("empty body", Reply.empty(200)), true, "zoom.token-url"),
                arguments(named("no text at all", Reply.plain(200, "\u0000\u0001")), true, "zoom.token-url"),
                arguments(named("no token in it", Reply.jsonText(200, "{}")), true, "zoom.token-url"),
                arguments(named("no object", Reply.jsonText(200, "[]")), true, "zoom.token-url"),
                arguments(
                        named("null for a token", Reply.jsonText(200, "{\"access_token\":null}")),
                        true,
                        "zoom.token-url"),
                arguments(
                        named("an empty token", Reply.jsonText(200, "{\"access_token\":\"\"}")),
                        true,
                        "zoom.token-url"),
                arguments(
                        named("a token with a line end", Reply.jsonText(200, "{\"access_token\":\"t0k3n\\r\\nX: 1\"}")),
                        true,
                        "zoom.token-url"),
                arguments(
                        named("a token with a space", Reply.jsonText(200, "{\"access_token\":\"t0k3n \"}")),
                        true,
                        "zoom.token-url"),
                arguments(
                        named("a token outside ASCII", Reply.jsonText(200, "{\"access_token\":\"t0k3nä\"}")),
                        true,
                        "zoom.token-url"),
                arguments(
                        named("JSON that breaks off", Reply.jsonText(200, "{\"access_token\":\"t0k3n")),
                        true,
                        "zoom.token-url"),
                arguments(named("408", Reply.empty(408)), false, "zoom.token-url"),
                arguments(named("429", Reply.tooFast(null)), false, "zoom.token-url"),
                arguments(named("500", Reply.empty(500)), false, "zoom.token-url"),
                arguments(named("502 in HTML", Reply.html(502)), false, "zoom.token-url"),
                arguments(named("reset", Reply.reset()), false, "zoom.token-url"),
                arguments(named("lost", Reply.lost()), false, "zoom.token-url"),
                arguments(named("an answer that breaks off", Reply.half()), false, "zoom.token-url"));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("answers")
    void saysWhatToMend(Reply reply, boolean setUp, String message) throws IOException {
        zoom.everyToken(reply);

        TokenException failure = failure(Map.of());

        assertThat(failure).hasMessageContaining(message);
        assertThat(failure.isSetUp()).isEqualTo(setUp);
        assertThat(failure.getMessage()).doesNotContain(SECRET, BASIC, "t0k3n");
    }

    @Test
    void waitsNoLongerThanForAnyAnswer() throws IOException {
        zoom.everyToken(Reply.hang());

        TokenException failure = failure(Map.of("zoom.response-timeout", "200ms"));

        assertThat(failure).hasMessageContaining("zoom.token-url: no token, no answer in time");
        assertThat(failure.isSetUp()).isFalse();
    }

    @Test
    void takesAnUnknownHostForAFaultOfTheSetUp() throws IOException {
        TokenException failure = failure(Map.of("zoom.token-url", "http://no-such-host.invalid/oauth/token"));

        assertThat(failure).hasMessage("zoom.token-url: no token, unknown host");
        assertThat(failure.isSetUp()).isTrue();
    }

    @Test
    void takesARefusedConnectionForAnOutage() throws IOException {
        zoom.goDown();

        TokenException failure = failure(Map.of());

        assertThat(failure).hasMessage("zoom.token-url: no token, connection refused");
        assertThat(failure.isSetUp()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 000 x\r\n\r\n", "HTTP/1.-1 204 x\r\n\r\n"})
    void takesWhatTheClientStumblesOverForAnOutage(String answer) throws IOException {
        try (WordyServer server = new WordyServer(ServerSocketFactory.getDefault()).answer(answer)) {
            TokenException failure =
                    failure(Map.of("zoom.token-url", "http://localhost:" + server.port() + "/oauth/token"));

            assertThat(failure).hasMessage("zoom.token-url: no token, no answer: IllegalArgumentException");
            assertThat(failure.isSetUp()).isFalse();
        }
    }

    @ParameterizedTest(name = "{0} in the answer''s {1}")
    @CsvSource({
        "demo-account-id, reason",
        "demo-client-id, reason",
        "demo-client-secret, reason",
        "demo-client-secret, error",
        "BASIC, reason",
        "BASIC, error"
    })
    void neverRepeatsASecretThatAnEchoingProxySendsBack(String secret, String field) throws IOException {
        String echo = secret.equals("BASIC") ? BASIC : secret;
        zoom.everyToken(Reply.jsonText(400, "{\"" + field + "\":\"you sent " + echo + "\"}"));

        assertThat(failure(Map.of()).getMessage()).doesNotContain(echo.substring(0, 8));
    }

    @Test
    void keepsAReasonOnOneLine() throws IOException {
        zoom.everyToken(Reply.tokenError(400, "\u001b[2Jbad", "first\nsecond\r\n\u001b[31mthird"));

        assertThat(failure(Map.of()).getMessage()).matches("\\P{Cntrl}+").contains("first second");
    }

    @ParameterizedTest
    @CsvSource({"PT2S, PT2S", "PT0S, PT1S", "PT72H, PT24H"})
    void givesATokenALifeBetweenASecondAndADay(Duration said, Duration life) throws Exception {
        zoom.expiresIn(said);
        ZoomSettings settings = TestSettings.zoom(zoom, Map.of());
        try (CloseableHttpClient client = TestConnections.client(settings)) {
            assertThat(new TokenEndpoint(settings, client).fetch().life()).isEqualTo(life);
        }
    }

    private TokenException failure(Map<String, String> set) throws IOException {
        ZoomSettings settings = TestSettings.zoom(zoom, new HashMap<>(set));
        try (CloseableHttpClient client = TestConnections.client(settings)) {
            TokenEndpoint endpoint = new TokenEndpoint(settings, client);
            return catchThrowableOfType(TokenException.class, endpoint::fetch);
        }
    }
}
