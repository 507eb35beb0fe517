package dev.zoomstatus.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a client sees of each reply that can be asked for. */
class PretendZoomReplyTest {

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

    private RawClient.Answer call(String user) throws IOException {
        return RawClient.once(zoom, RawCall.proper(user, token));
    }

    static Stream<Arguments> answers() {
        return Stream.of(
                arguments(Reply.noContent(), 204, "", "", ""),
                arguments(Reply.ok200(), 200, "content-type", "", ""),
                arguments(
                        Reply.error(404, 1001, "User does not exist: u1."),
                        404,
                        "content-type",
                        "application/json",
                        "{\"code\":1001,\"message\":\"User does not exist: u1.\"}"),
                arguments(
                        Reply.validation("action", "Invalid field."),
                        400,
                        "content-type",
                        "application/json",
                        "{\"code\":300,\"message\":\"Validation Failed.\","
                                + "\"errors\":[{\"field\":\"action\",\"message\":\"Invalid field.\"}]}"),
                arguments(Reply.empty(404), 404, "content-type", "", ""),
                arguments(
                        Reply.html(502),
                        502,
                        "content-type",
                        "text/html",
                        "<html><head><title>502</title></head><body><h1>502</h1></body></html>\n"),
                arguments(Reply.plain(500, "Ouch ü"), 500, "content-type", "text/plain; charset=utf-8", "Ouch ü"),
                arguments(Reply.jsonText(400, "{\"code\":"), 400, "content-type", "application/json", "{\"code\":"),
                arguments(Reply.redirect(302, "http://localhost:1/"), 302, "location", "http://localhost:1/", ""),
                arguments(
                        Reply.tooFast("2020-05-31T00:00:00Z"),
                        429,
                        "retry-after",
                        "2020-05-31T00:00:00Z",
                        "{\"code\":429,\"message\":\"You have reached the maximum per-second rate limit for this API."
                                + " Try again later.\"}"),
                arguments(
                        Reply.tooFast(null),
                        429,
                        "retry-after",
                        "",
                        "{\"code\":429,\"message\":\"You have reached the maximum per-second rate limit for this API."
                                + " Try again later.\"}"),
                arguments(
                        Reply.dailyLimit("2020-05-31T00:00:00Z"),
                        429,
                        "x-ratelimit-type",
                        "Daily-limit",
                        "{\"code\":429,\"message\":\"You have reached the maximum daily rate limit for this API. Refer"
                                + " to the response header for details on when you can make another request.\"}"),
                arguments(
                        Reply.tooManyConcurrent(),
                        429,
                        "content-type",
                        "application/json",
                        "{\"code\":429,\"message\":\"Too many concurrent requests. A request to update this user's"
                                + " status has already been made.\"}"),
                arguments(Reply.noContent().withHeader("X-More", "1"), 204, "x-more", "1", ""),
                arguments(Reply.delayed(Duration.ofMillis(20), Reply.ok200()), 200, "content-length", "0", ""),
                arguments(Reply.trickle(Duration.ofMillis(1)), 204, "content-length", "", ""));
    }

    @ParameterizedTest(name = "{index}: {1} {4}")
    @MethodSource("answers")
    void answersAsAskedFor(Reply reply, int status, String header, String value, String body) throws IOException {
        zoom.answer("u1", reply);

        RawClient.Answer answer = call("u1");

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header(header)).isEqualTo(value);
        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.header(TrackingId.NAME)).isNotEmpty();
        assertThat(zoom.calls()).singleElement().extracting(Call::status).isEqualTo(status);
        assertThat(zoom.statusOf("u1").isPresent()).isEqualTo(status < 300);
    }

    @Test
    void anOrdinaryClientUnderstandsTheAnswers() throws Exception {
        zoom.answer("u1", Reply.error(404, 1001, "User does not exist: u1."), Reply.ok200());
        HttpRequest request = HttpRequest.newBuilder(URI.create(zoom.apiUrl() + "/users/u1/status"))
                .version(HttpClient.Version.HTTP_1_1)
                .header("Authorization", "Bearer " + token)
                .header("User-Agent", "zoom-user-status/1")
                .header("Content-Type", "multipart/form-data; boundary=B")
                .PUT(HttpRequest.BodyPublishers.ofString(RawCall.MULTIPART))
                .build();
        HttpClient client = HttpClient.newHttpClient();

        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(404);
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(204);
        assertThat(zoom.violations()).isEmpty();
    }

    @Test
    void repliesAreUsedInTurnAndThenComesSuccess() throws IOException {
        zoom.answer("Jane@Example.com", Reply.empty(500), Reply.html(503));

        assertThat(call("jane@example.com").status()).isEqualTo(500);
        assertThat(call("other").status()).isEqualTo(204);
        assertThat(call("jane%40example.com").status()).isEqualTo(503);
        assertThat(call("jane@example.com").status()).isEqualTo(204);
    }

    @Test
    void aFaultOfTheAccountHidesWhatUsersWereToGet() throws IOException {
        zoom.answer("u1", Reply.empty(500));
        zoom.answerAll(call -> Reply.empty(409));
        zoom.everyCall(Reply.html(503));
        assertThat(call("u1").status()).isEqualTo(503);

        zoom.everyCall(null);
        assertThat(call("u1").status()).isEqualTo(500);
        assertThat(call("u1").status()).isEqualTo(409);

        zoom.answerAsUsual();
        assertThat(call("u1").status()).isEqualTo(204);
    }

    @Test
    void resetsTheConnectionAndChangesNothing() {
        zoom.answer("u1", Reply.reset());

        assertThatThrownBy(() -> call("u1")).isInstanceOf(SocketException.class).hasMessageContaining("reset");
        assertThat(zoom.statusOf("u1")).isEmpty();
    }

    @Test
    void losesTheAnswerAfterTheChangeWasMade() {
        zoom.answer("u1", Reply.lost());

        assertThatThrownBy(() -> call("u1")).isInstanceOf(EOFException.class).hasMessageContaining("without an answer");
        assertThat(zoom.statusOf("u1")).contains("inactive");
        assertThat(zoom.calls()).singleElement().matches(call -> call.ended() && call.status() == 0);
    }

    @Test
    void breaksOffInTheMiddleOfTheBody() {
        zoom.answer("u1", Reply.half());

        assertThatThrownBy(() -> call("u1")).isInstanceOf(EOFException.class).hasMessageContaining("broken off");
        assertThat(zoom.statusOf("u1")).contains("inactive");
    }

    @Test
    void hangsUntilReleased() throws IOException {
        zoom.answer("u1", Reply.hang());
        try (RawClient client = new RawClient(zoom)) {
            client.send(RawCall.proper("u1", token).text());
            await().until(() -> zoom.calls().size() == 1);
            assertThat(zoom.calls().get(0).ended()).isFalse();

            zoom.release();

            assertThat(client.answer().status()).isEqualTo(204);
        }
        assertThat(zoom.statusOf("u1")).contains("inactive");
    }

    @Test
    void aHangingCallEndsWithItsClientAndChangesNothing() throws IOException {
        zoom.answer("u1", Reply.hang());
        try (RawClient client = new RawClient(zoom)) {
            client.send(RawCall.proper("u1", token).text());
            await().until(() -> zoom.calls().size() == 1);
        }

        await().until(() -> zoom.calls().get(0).ended());
        assertThat(zoom.calls().get(0).status()).isZero();
        assertThat(zoom.statusOf("u1")).isEmpty();
    }

    @Test
    void aTrickleBrokenOffByTheClientEndsTheCall() throws IOException {
        zoom.answer("u1", Reply.trickle(Duration.ofMinutes(1)));
        try (RawClient client = new RawClient(zoom)) {
            client.send(RawCall.proper("u1", token).text());
            await().until(() -> zoom.calls().size() == 1);
        }

        await().until(() -> zoom.calls().get(0).ended());
        assertThat(call("u1").status()).isEqualTo(204);
    }

    @Test
    void hangsUpAfterAnAnswerThatSaysSo() throws IOException {
        zoom.answer("u1", Reply.noContent().withHeader("Connection", "close"));
        try (RawClient client = new RawClient(zoom)) {
            assertThat(client.ask(RawCall.proper("u1", token).text()).status()).isEqualTo(204);
            assertThat(client.closedByServer()).isTrue();
        }
    }
}
