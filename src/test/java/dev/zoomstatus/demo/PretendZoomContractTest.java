package dev.zoomstatus.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the pretend Zoom takes, and what it refuses because Zoom's contract does not allow it. */
class PretendZoomContractTest {

    private PretendZoom zoom;
    private String token;

    @BeforeEach
    void start() throws IOException {
        zoom = PretendZoom.start();
        token = zoom.newToken();
    }

    @AfterEach
    void stop() throws IOException {
        zoom.close();
    }

    private RawCall proper() {
        return RawCall.proper("u1", token);
    }

    @Test
    void takesTheCallAsTheContractHasIt() throws IOException {
        RawClient.Answer answer = RawClient.once(zoom, proper());

        assertThat(answer.status()).isEqualTo(204);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.header(TrackingId.NAME)).isNotEmpty();
        assertThat(zoom.violations()).isEmpty();
        assertThat(zoom.statusOf("U1")).contains("inactive");
    }

    static Stream<Arguments> takes() {
        return Stream.of(
                takes("trace headers", call -> call.with("traceparent", "00-1").with("tracestate", "a=b")),
                takes("Accept-Encoding", call -> call.with("Accept-Encoding", "gzip")),
                takes("no line end after the last boundary", call -> call.body(RawCall.MULTIPART.stripTrailing())),
                takes(
                        "a boundary in quotes",
                        call -> call.instead("Content-Type", "multipart/form-data; boundary=\"B\"")),
                takes("a chunked body", call -> call.body(Integer.toHexString(RawCall.MULTIPART.length()) + "\r\n"
                                + RawCall.MULTIPART + "\r\n0\r\n\r\n")
                        .framedBy("Transfer-Encoding", "chunked")));
    }

    private static Arguments takes(String what, UnaryOperator<RawCall> change) {
        return arguments(what, change);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("takes")
    void takesWhatTheContractLeavesToTheClient(String what, UnaryOperator<RawCall> change) throws IOException {
        assertThat(RawClient.once(zoom, change.apply(proper())).status())
                .as(what)
                .isEqualTo(204);
        assertThat(zoom.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "jane@example.com, jane@example.com",
        "jane%40example.com, jane@example.com",
        "jane%2Bzoom@example.com, jane+zoom@example.com",
        "a%2Fb%3D%3D, a/b==",
        "o'hara@example.com, o'hara@example.com",
        "j%C3%BCrgen%20x, jürgen x",
        "twice%252Bencoded, twice%2Bencoded",
        "_-Ab.~1, _-Ab.~1"
    })
    void decodesTheUser(String segment, String user) throws IOException {
        assertThat(RawClient.once(zoom, RawCall.proper(segment, token)).status())
                .isEqualTo(204);
        assertThat(zoom.calls()).singleElement().extracting(Call::user).isEqualTo(user);
        assertThat(zoom.violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane+zoom@example.com",
                "a=b",
                "a&b",
                "a,b",
                "a;b",
                "a/b",
                "",
                "a%2fb",
                "a%2",
                "a%zz",
                "%41nna",
                "a%2Eb",
                "j%FCrgen",
                "a?b",
                "a#b",
                "a\"b",
                "me",
                "ME",
                "..",
            })
    void refusesUsersThatAreNotEncodedAsOneSegment(String segment) throws IOException {
        assertThat(RawClient.once(zoom, RawCall.proper(segment, token)).status())
                .isEqualTo(400);
        assertThat(zoom.violations()).hasSize(1);
        assertThat(zoom.statusOf(segment)).isEmpty();
    }

    static Stream<Arguments> refuses() {
        String path = "/v2/users/u1/status HTTP/1.1";
        return Stream.of(
                refuses("the verb", call -> call.headLine("POST " + path)),
                refuses("query", call -> call.headLine("PUT /v2/users/u1/status?a=b HTTP/1.1")),
                refuses("the path is not", call -> call.headLine("PUT /users/u1/status HTTP/1.1")),
                refuses("the path is not", call -> call.headLine("PUT http://localhost" + path)),
                refuses("X-Request-Id is not allowed", call -> call.with("X-Request-Id", "1")),
                refuses("CamelFileName is not allowed", call -> call.with("CamelFileName", "1")),
                refuses("Cookie is not allowed", call -> call.with("Cookie", "a=b")),
                refuses("Host is there 2 times", call -> call.with("host", "x")),
                refuses("Host is there 0 times", call -> call.without("Host")),
                refuses("Authorization is there 2 times", call -> call.with("Authorization", "Bearer x")),
                refuses("Authorization is there 0 times", call -> call.without("Authorization")),
                refuses("not a bearer token", call -> call.instead("Authorization", "Basic abc")),
                refuses("not a bearer token", call -> call.instead("Authorization", "bearer abc")),
                refuses("Content-Type is there 2 times", call -> call.with("Content-Type", "text/plain")),
                refuses("User-Agent", call -> call.instead("User-Agent", "Apache-HttpClient/5")),
                refuses("User-Agent", call -> call.instead("User-Agent", "zoom-user-status/")),
                refuses("User-Agent", call -> call.without("User-Agent")),
                refuses("Content-Type is neither", call -> call.instead("Content-Type", "multipart/form-data")),
                refuses("Content-Type is neither", call -> call.instead("Content-Type", "text/plain")),
                refuses(
                        "Content-Type is neither",
                        call -> call.instead("Content-Type", "multipart/form-data; charset=ISO-8859-1; boundary=B")),
                refuses("JSON, not multipart", call -> call.instead("Content-Type", "application/json")
                        .body("{\"action\":\"activate\"}")),
                refuses("does not begin", call -> call.body("")),
                refuses("does not begin", call -> call.body("\r\n" + RawCall.MULTIPART)),
                refuses("closing boundary", call -> call.body(RawCall.MULTIPART + "x")),
                refuses("closing boundary", call -> call.body(RawCall.MULTIPART.replace("B--", "B"))),
                refuses(
                        "more than one part",
                        call -> call.body(RawCall.MULTIPART.replace(
                                "--B--", "--B\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\ny\r\n--B--"))),
                refuses("no empty line", call -> call.body("--B\r\ndeactivate\r\n--B--\r\n")),
                refuses("one header", call -> call.body(RawCall.MULTIPART.replace("\"action\"", "\"Action\""))),
                refuses(
                        "one header",
                        call -> call.body(RawCall.MULTIPART.replace("\"action\"", "\"action\"; filename=\"a\""))),
                refuses(
                        "one header",
                        call -> call.body(
                                RawCall.MULTIPART.replace("\"action\"", "\"action\"\r\nContent-Type: text/plain"))),
                refuses("neither activate nor", call -> call.body(RawCall.MULTIPART.replace("deact", "Deact"))),
                refuses("neither activate nor", call -> call.body(RawCall.MULTIPART.replace("ate\r", "ate \r"))));
    }

    private static Arguments refuses(String why, UnaryOperator<RawCall> change) {
        return arguments(why, change);
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("refuses")
    void refusesAndRecords(String why, UnaryOperator<RawCall> change) throws IOException {
        RawClient.Answer answer = RawClient.once(zoom, change.apply(proper()));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(zoom.violations()).hasSize(1).first().asString().contains(why);
        assertThat(zoom.statusOf("u1")).isEmpty();
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                refuses("framed more than once", call -> call.with("Transfer-Encoding", "chunked")),
                refuses("framed more than once", call -> call.with("Content-Length", "5")),
                refuses("not a plain number", call -> call.framedBy("Content-Length", "+5")),
                refuses("other than chunked", call -> call.framedBy("Transfer-Encoding", "gzip, chunked")),
                refuses("chunk size", call -> call.body("5;x=y\r\n").framedBy("Transfer-Encoding", "chunked")),
                refuses("trailer", call -> call.body("0\r\nA: b\r\n\r\n").framedBy("Transfer-Encoding", "chunked")),
                refuses("Expect", call -> call.with("Expect", "100-continue")),
                refuses("without a proper name", call -> call.with("Bad Name", "1")),
                refuses("first line", call -> call.headLine("PUT /v2/users/u 1/status HTTP/1.1")),
                refuses("first line", call -> call.headLine("PUT /v2/users/u1/status HTTP/1.0")),
                refuses("first line", call -> call.headLine("PUT /v2/users/ü/status HTTP/1.1")),
                refuses("CR LF", call -> call.headLine("PUT /v2/users/u1/status HTTP/1.1\nHost: x")));
    }

    @ParameterizedTest(name = "{index}: {0}")
    @MethodSource("unreadable")
    void hangsUpOnWhatCouldBeReadInTwoWays(String why, UnaryOperator<RawCall> change) throws IOException {
        try (RawClient client = new RawClient(zoom)) {
            RawClient.Answer answer = client.ask(change.apply(proper()).text());

            assertThat(answer.status()).isEqualTo(400);
            assertThat(client.closedByServer()).isTrue();
        }
        assertThat(zoom.violations()).singleElement().asString().contains(why);
    }

    @Test
    void aClientThatDiesWithinARequestIsNoViolation() throws IOException {
        try (RawClient client = new RawClient(zoom)) {
            client.send(proper().text().substring(0, 80));
        }
        zoom.dropConnections();

        assertThat(zoom.violations()).isEmpty();
        assertThat(zoom.calls()).isEmpty();
    }

    @Test
    void violationsNeverShowTheToken() throws IOException {
        RawClient.once(zoom, RawCall.proper(token + "?", token).with("X-" + token, token));

        assertThat(zoom.violations()).hasSize(2);
        assertThat(zoom.violations().toString()).doesNotContain(token);
    }

    @Test
    void inJsonModeMultipartIsRefusedAsZoomDoesIt() throws IOException {
        zoom.bodyFormat(BodyFormat.JSON);

        RawClient.Answer answer = RawClient.once(zoom, proper());

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"code\":300,\"message\":\"Request Body should be a valid JSON object.\"}");
        assertThat(zoom.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            delimiter = '|',
            value = {
                "{\"action\":\"activate\"}               | 204",
                "{ \"action\" : \"deactivate\" }         | 204",
                "{\"action\":\"Activate\"}               | 400",
                "{\"action\":\"activate\",\"a\":1}       | 400",
                "{\"action\":\"activate\",\"action\":\"activate\"} | 400",
                "{\"action\":\"activate\"}{}             | 400",
                "{\"action\":1}                          | 400",
                "[\"activate\"]                          | 400",
                "action=activate                         | 400",
                "``                                      | 400",
            })
    void inJsonModeTheBodyIsAnObjectWithTheActionAndNothingElse(String body, int status) throws IOException {
        zoom.bodyFormat(BodyFormat.JSON);
        RawCall call = proper().instead("Content-Type", "application/json").body(body);

        assertThat(RawClient.once(zoom, call).status()).isEqualTo(status);
        assertThat(zoom.violations()).hasSize(status == 204 ? 0 : 1);
    }

    @Test
    void theExpectedUserAgentCanBeOtherwiseOrLeftOpen() throws IOException {
        zoom.userAgent("other/");
        assertThat(RawClient.once(zoom, proper()).status()).isEqualTo(400);

        zoom.userAgent(null);
        assertThat(RawClient.once(zoom, proper()).status()).isEqualTo(204);
    }
}
