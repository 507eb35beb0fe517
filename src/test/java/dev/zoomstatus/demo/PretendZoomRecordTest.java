package dev.zoomstatus.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can be looked up afterwards, and how the recorded request of the seed's curl command fares. */
class PretendZoomRecordTest {

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

    private static Path seedRequest() throws URISyntaxException {
        return Path.of(Objects.requireNonNull(PretendZoomRecordTest.class.getResource("/seed-curl-request.txt"))
                .toURI());
    }

    @Test
    void recordsEachCallWithoutItsToken() throws IOException {
        call("jane%2Bx@example.com");

        Call call = zoom.callsOf("JANE+x@example.com").get(0);
        assertThat(call.number()).isEqualTo(1);
        assertThat(call.action()).isEqualTo("deactivate");
        assertThat(call.rawPath()).isEqualTo("/v2/users/jane%2Bx@example.com/status");
        assertThat(call.body()).isEqualTo(RawCall.MULTIPART);
        assertThat(call.headers().get("user-agent")).containsExactly("zoom-user-status/1.0");
        assertThat(call.endNanos()).isGreaterThan(call.startNanos());
        assertThat(call.status()).isEqualTo(204);
        assertThat(call.tokenHash()).hasSize(8);
        assertThat(call.toString()).doesNotContain(token);
    }

    @Test
    void forgetsWhatItHasSeenWhenAsked() throws IOException {
        call("u1");
        call("me");
        zoom.clear();

        assertThat(zoom.calls()).isEmpty();
        assertThat(zoom.violations()).isEmpty();
        assertThat(zoom.statusOf("u1")).isEmpty();
        assertThat(call("u1").status()).isEqualTo(204);
    }

    @Test
    void keepsOnlyTheNewestCallsWhenAsked() throws IOException {
        zoom.keepAtMost(2);
        for (int i = 1; i <= 5; i++) {
            call("u" + i);
        }

        assertThat(zoom.calls()).extracting(Call::user).containsExactly("u4", "u5");
    }

    @Test
    void writesALineForEachCallForThoseWhoJudgeFromOutside(@TempDir Path dir) throws IOException {
        Path file = dir.resolve("calls.ndjson");
        zoom.logTo(file);
        zoom.answer("u2", Reply.html(503));
        call("u1");
        call("u2");

        List<String> lines = Files.readAllLines(file, StandardCharsets.UTF_8);
        assertThat(lines).hasSize(2).noneMatch(line -> line.contains(token));
        JsonNode second = Json.strict(lines.get(1));
        assertThat(second.path("number").asLong()).isEqualTo(2);
        assertThat(second.path("user").asText()).isEqualTo("u2");
        assertThat(second.path("action").asText()).isEqualTo("deactivate");
        assertThat(second.path("status").asInt()).isEqualTo(503);
        assertThat(second.path("token").asText()).isEqualTo(Tokens.hash(token));
        assertThat(second.path("startMicros").asLong())
                .isLessThanOrEqualTo(second.path("endMicros").asLong());
    }

    @Test
    void theSeedsCurlCommandIsTakenButForItsName() throws Exception {
        zoom.userAgent("curl/");
        String recorded = Files.readString(seedRequest(), StandardCharsets.ISO_8859_1);

        RawClient.Answer answer = RawClient.once(zoom, recorded.replace("<access_token>", token));

        assertThat(answer.status()).isEqualTo(204);
        assertThat(zoom.violations()).isEmpty();
        assertThat(zoom.statusOf("u1")).contains("inactive");
    }

    @Test
    void curlPutsItsBoundaryIntoTheContentTypeItWasGiven() throws Exception {
        RawRequest request = RawRequest.read(seedRequest());

        assertThat(request.headLine()).isEqualTo("PUT /v2/users/u1/status HTTP/1.1");
        assertThat(request.headerNames())
                .containsExactly("Host", "User-Agent", "Accept", "Authorization", "Content-Length", "Content-Type");
        assertThat(request.values("Content-Type"))
                .singleElement()
                .asString()
                .matches("multipart/form-data; boundary=-{24}[0-9a-f]{16}");
    }

    @ParameterizedTest
    @CsvSource({
        "admin@example.com, 400, \"code\":200",
        "Ghost@example.com, 404, User does not exist: Ghost@example.com.",
        "events@example.com, 400, upcoming Zoom Events",
        "jane@example.com, 204, ''"
    })
    void theDemosUsersSayWithTheirNamesWhatIsAnswered(String user, int status, String body) throws IOException {
        zoom.answerAll(new DemoUsers());

        RawClient.Answer answer = call(user);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains(body);
    }

    @Test
    void theDemosBusyUserSucceedsAtTheSecondCall() throws IOException {
        zoom.answerAll(new DemoUsers());

        assertThat(call("busy@example.com").status()).isEqualTo(503);
        assertThat(call("busy@example.com").status()).isEqualTo(204);
    }

    @Test
    void theDemosEventsUserCanBeActivated() throws IOException {
        zoom.answerAll(new DemoUsers());
        RawCall call = RawCall.proper("events@example.com", token);

        assertThat(RawClient.once(zoom, call.body(RawCall.MULTIPART.replace("deact", "act")))
                        .status())
                .isEqualTo(204);
    }
}
