package dev.zoomstatus.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.TestSettings;
import dev.zoomstatus.zoom.ZoomAnswer.Kind;
import java.io.EOFException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is made of an answer's text, whoever sent it: safe to show, short, and without our token. */
class AnswerReaderTest {

    private static final String TOKEN = "eyJ0b2tlbiI6.s3cr3t-s3cr3t_s3cr3t";
    private static final AnswerHeaders NO_HEADERS = new AnswerHeaders(null, null, null);

    private final AnswerReader reader = new AnswerReader(
            TestSettings.zoom(Map.of()), Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            textBlock =
                    """
            {"code":200,"message":"No."}       | 200
            {"code":"200","message":"No."}     | -
            {"code":2.5,"message":"No."}       | 2
            {"code":99999999999}               | -
            {"message":"No."}                  | -
            [{"code":200}]                     | -
            """)
    void readsZoomsCode(String body, @Nullable Integer code) {
        assertThat(read(400, body).zoomCode()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            400 | ``                                      | Zoom answered 400 with an empty body
            400 | {"code":1}                              | Zoom answered 400 without a message: {"code":1}
            502 | <html>Bad gateway</html>                | Zoom answered 502, not in JSON: <html>Bad gateway</html>
            400 | {"code":1,"message":"Zoom's words"}     | Zoom's words
            400 | {"message":"M","errors":[{},{"field":"f"}]} | M [?: ?] [f: ?]
            400 | {"message":"M","errors":"none"}         | M
            204 | ``                                      | ``
            200 | {"message":"Status updated."}           | ``
            """)
    void takesZoomsWordsOrFindsSomeOfItsOwn(int status, String body, String message) {
        assertThat(read(status, body).message()).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"a\\u001b[31mb\\nc\\u202ed\"}",
                "a\u001b[31mb\nc\u202ed",
                "{\"errors\":[{\"field\":\"a\\u001b[31m\",\"message\":\"b\\r\\nc\\u202ed\"}]}",
            })
    void keepsControlCharactersOutOfAMessage(String body) {
        assertThat(read(418, body).message()).matches("[\\P{Cntrl}&&\\P{Cf}]+").contains("[31m");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\":\"sent: Bearer " + TOKEN + "\"}",
                "{\"message\":\"sent: Bearer eyJ0b2tlbiI6.s3cr3t\\u002ds3cr3t_s3cr3t\"}",
                "{\"errors\":[{\"field\":\"Authorization\",\"message\":\"" + TOKEN + "\"}]}",
                "<pre>Authorization: Bearer " + TOKEN + "</pre>",
            })
    void masksATokenThatIsSentBack(String body) {
        assertThat(reader.read(400, NO_HEADERS, body, TOKEN).message())
                .contains("***")
                .doesNotContain("s3cr3t");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "demo-account-id",
                "demo-client-id",
                "demo-client-secret",
                "ZGVtby1jbGllbnQtaWQ6ZGVtby1jbGllbnQtc2VjcmV0"
            })
    void masksWhatTokensAreFetchedWith(String secret) {
        assertThat(read(400, "{\"message\":\"you sent " + secret + "!\"}").message())
                .isEqualTo("you sent ***!");
    }

    @Test
    void masksASecretInATrackingId() {
        AnswerHeaders headers = new AnswerHeaders("WEB_" + "x".repeat(115) + "demo-client-secret", null, null);

        assertThat(reader.read(204, headers, "", "").trackingId()).isEqualTo("WEB_" + "x".repeat(115) + "***");
    }

    @Test
    void leavesAShortIdThatMayBePartOfAnyWord() {
        AnswerReader other = new AnswerReader(TestSettings.zoom(Map.of("zoom.client-id", "id")), Clock.systemUTC());

        assertThat(other.read(400, NO_HEADERS, "{\"message\":\"invalid\"}", "").message())
                .isEqualTo("invalid");
    }

    @Property
    void masksATokenWhereverItLies(@ForAll @IntRange(max = 1200) int at, @ForAll boolean json) {
        String text = "x".repeat(at) + TOKEN + "x".repeat(1200 - at);
        String body = json ? "{\"message\":\"" + text + "\"}" : text;

        assertThat(reader.read(400, NO_HEADERS, body, TOKEN).message()).doesNotContain("eyJ0");
    }

    @Test
    void keepsTheFirst500CharactersOfABodyThatIsNotJson() {
        String message = read(502, "x".repeat(64 * 1024)).message();

        assertThat(message).isEqualTo("Zoom answered 502, not in JSON: " + "x".repeat(500) + "…");
    }

    @Test
    void takesJsonThatWasCutOffForNoJson() {
        ZoomAnswer answer = read(400, "{\"code\":1001,\"message\":\"" + "x".repeat(64 * 1024));

        assertThat(answer.kind()).isEqualTo(Kind.REJECTED);
        assertThat(answer.zoomCode()).isNull();
    }

    @Test
    void survivesAThousandLevelsOfBrackets() {
        assertThat(read(400, "{\"a\":".repeat(10_000)).kind()).isEqualTo(Kind.REJECTED);
    }

    @Test
    void keepsTheTrackingIdShortAndOnOneLine() {
        ZoomAnswer answer = reader.read(204, new AnswerHeaders("WEB_\n" + "x".repeat(1000), null, null), "", "");

        assertThat(answer.trackingId()).startsWith("WEB_ x").hasSize(128);
    }

    @ParameterizedTest
    @CsvSource({
        "204, '', true",
        "400, 'That is refused.', true",
        "429, 'Too many concurrent requests. Try again.', true",
        "429, 'You have reached the maximum per-second rate limit', false",
        "409, 'conflict', false",
        "500, 'down', false"
    })
    void knowsWhichAnswersAreAboutTheUserAlone(int status, String said, boolean about) {
        assertThat(read(status, "{\"code\":200,\"message\":\"" + said + "\"}").isAboutTheUser())
                .isEqualTo(about);
    }

    @ParameterizedTest(name = "{0} {1}: silent {2}")
    @CsvSource({
        "204, '', false",
        "400, '', false",
        "404, '', true",
        "404, '{\"code\":1001}', false",
        "500, '', true",
        "503, '{\"code\":1}', true",
        "429, '', false"
    })
    void knowsWhichAnswersSayNothingAboutTheUser(int status, String body, boolean silent) {
        assertThat(read(status, body).silent()).isEqualTo(silent);
    }

    @Property
    void readsAnyAnswerWithoutFailing(@ForAll @IntRange(min = 100, max = 999) int status, @ForAll String body) {
        assertThat(read(status, body).message()).hasSizeLessThanOrEqualTo(1000);
    }

    @Test
    void aCertificateThatIsNotTrustedIsTheSetUpsFault() {
        assertThat(reader.none(new SSLHandshakeException("no trust")).kind()).isEqualTo(Kind.SET_UP);
    }

    @Test
    void aConnectionThatBreaksInTheHandshakeIsTriedAgain() {
        SSLHandshakeException broken = new SSLHandshakeException("Remote host terminated the handshake");
        broken.initCause(new EOFException("SSL peer shut down incorrectly"));

        assertThat(reader.none(broken).kind()).isEqualTo(Kind.TRY_AGAIN);
    }

    private ZoomAnswer read(int status, String body) {
        return reader.read(status, NO_HEADERS, body, "");
    }
}
