package dev.zoomstatus.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.TestSettings;
import dev.zoomstatus.zoom.ZoomAnswer.Kind;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each of Zoom's answers means: the table of Zoom's answers, row by row. */
class AnswerTableTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final AnswerReader reader = new AnswerReader(TestSettings.zoom(Map.of()), Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest(name = "{0} {1} {2} is {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            200 |      |                                                                   | UPDATED
            204 |      |                                                                   | UPDATED
            400 | 200  | Zoom Room and Admin users' status cannot be activated             | REJECTED
            400 | 300  | You cannot deactivate this user because the user has an upcoming  | REJECTED
            400 | 300  | Request Body should be a valid JSON object.                       | SET_UP
            400 | 300  | Validation Failed.                                                | REJECTED
            400 | 3412 | Your request to activate was not approved                         | REJECTED
            400 | 2033 | Your request to activate was not approved                         | REJECTED
            400 | 1000 | users that are still in pending state                             | REJECTED
            400 | 1001 | User does not exist: a                                            | NOT_FOUND
            404 | 1001 | User does not exist: a                                            | NOT_FOUND
            404 | 1010 | User not found on this account                                    | NOT_FOUND
            404 | 2300 | This API endpoint is not recognized.                              | SET_UP
            401 | 124  | Invalid access token.                                             | TOKEN_REFUSED
            400 | 124  | Access token is expired.                                          | TOKEN_REFUSED
            401 | 4741 | token has been revoked                                            | TOKEN_REFUSED
            400 | 4711 | Invalid access token, does not contain scopes:[x]                 | SET_UP
            401 | 4700 | does not contain scopes:[x]                                       | SET_UP
            403 | 4711 | does not contain scopes:[x]                                       | SET_UP
            401 |      | REST access denied                                                | SET_UP
            403 | 1    | REST access denied                                                | SET_UP
            407 |      |                                                                   | SET_UP
            302 |      |                                                                   | SET_UP
            408 |      |                                                                   | TRY_AGAIN
            409 |      |                                                                   | TRY_AGAIN
            500 |      | anything                                                          | TRY_AGAIN
            503 |      |                                                                   | TRY_AGAIN
            429 | 429  | You have reached the maximum per-second rate limit                | TOO_FAST
            429 | 429  | You have reached the maximum daily rate limit                     | DAILY_LIMIT
            429 | 429  | Too many concurrent requests. Wait                                | TRY_AGAIN
            400 | 99   | any other                                                         | REJECTED
            400 |      |                                                                   | REJECTED
            404 | 99   | any other                                                         | NOT_FOUND
            404 |      |                                                                   | NOT_FOUND
            418 |      |                                                                   | UNEXPECTED
            """)
    void readsTheAnswer(int status, @Nullable Integer code, @Nullable String message, Kind kind) {
        String body = message == null
                ? ""
                : "{" + (code == null ? "" : "\"code\":" + code + ",") + "\"message\":\"" + message + "\"}";

        assertThat(read(status, body).kind()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({"400, REJECTED", "404, SET_UP", "502, TRY_AGAIN", "200, UPDATED", "429, TOO_FAST"})
    void readsHtmlFromAGateway(int status, Kind kind) {
        assertThat(read(status, "<html>Bad gateway</html>").kind()).isEqualTo(kind);
    }

    @Test
    void knowsADailyLimitByItsHeader() {
        ZoomAnswer answer = reader.read(429, new AnswerHeaders(null, null, "Daily-limit"), "{\"code\":429}", "");

        assertThat(answer.kind()).isEqualTo(Kind.DAILY_LIMIT);
    }

    @Test
    void saysWhichFieldsAreWrong() {
        ZoomAnswer answer = read(
                400,
                "{\"code\":300,\"message\":\"Validation Failed.\",\"errors\":[{\"field\":\"action\",\"message\":\"bad\"}]}");

        assertThat(answer.message()).isEqualTo("Validation Failed. [action: bad]");
    }

    @Test
    void neverRepeatsTheTokenThatAnEchoingProxySendsBack() {
        ZoomAnswer answer = reader.read(502, new AnswerHeaders(null, null, null), "sent: Bearer s3cr3t", "s3cr3t");

        assertThat(answer.message()).doesNotContain("s3cr3t").contains("***");
    }

    @Test
    void keepsAnAnswerOutOfTheTerminal() {
        assertThat(read(418, "\u001b[31mred\u0007").message())
                .doesNotContain("\u001b")
                .doesNotContain("\u0007");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            2026-11-23T12:00:07Z          | 2026-11-23T12:00:07Z
            7                             | 2026-11-23T12:00:07Z
            Mon, 23 Nov 2026 12:00:07 GMT | 2026-11-23T12:00:07Z
            2999-01-01T00:00:00Z          | 2026-11-24T14:00:00Z
            999999999                     | 2026-11-24T14:00:00Z
            soon                          |
            -5                            |
            """)
    void readsRetryAfterInAllItsForms(String header, @Nullable Instant expected) {
        assertThat(reader.read(503, new AnswerHeaders(null, header, null), "", "")
                        .notBefore())
                .isEqualTo(expected);
    }

    @Test
    void takesAnUnknownHostForAFaultOfTheSetUp() {
        assertThat(reader.none(new UnknownHostException("x")).kind()).isEqualTo(Kind.SET_UP);
    }

    @Test
    void takesAnUntrustedCertificateForAFaultOfTheSetUp() {
        assertThat(reader.none(new SSLHandshakeException("x")).kind()).isEqualTo(Kind.SET_UP);
    }

    @Test
    void triesAgainAfterSilence() {
        assertThat(reader.none(new SocketTimeoutException("x")).kind()).isEqualTo(Kind.TRY_AGAIN);
    }

    @Test
    void triesAgainWhenTheConnectionIsRefused() {
        assertThat(reader.none(new ConnectException("x")).kind()).isEqualTo(Kind.TRY_AGAIN);
    }

    private ZoomAnswer read(int status, String body) {
        return reader.read(status, new AnswerHeaders(null, null, null), body, "");
    }
}
