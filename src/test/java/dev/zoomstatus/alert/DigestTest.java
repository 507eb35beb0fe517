package dev.zoomstatus.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people are told at once, and how webhook and queue get it. */
class DigestTest {

    private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void mergedDigestsLoseNoCountAndKeepTheFirstExamples() {
        Digest merged = IntStream.rangeClosed(1, 25)
                .mapToObj(i -> Digest.of(Alert.FAILED, "u" + i, NOON.plusSeconds(i)))
                .reduce(Digest::and)
                .orElseThrow();

        assertThat(merged)
                .isEqualTo(new Digest(
                        Alert.FAILED,
                        25,
                        List.of("u1", "u2", "u3", "u4", "u5", "u6", "u7", "u8", "u9", "u10"),
                        NOON.plusSeconds(1),
                        NOON.plusSeconds(25)));
    }

    @Test
    void theJsonHasTextForPeopleAndFieldsForPrograms() throws IOException {
        Digest digest = Digest.of(Alert.FAILED, "u1", NOON).and(Digest.of(Alert.FAILED, "u2", NOON.plusSeconds(5)));

        assertThat(json(digest))
                .isEqualTo(
                        new ObjectMapper()
                                .readTree(
                                        """
                                        {"text": "zoom-user-status FAILED: 2 given up, for example: u1 | u2",
                                         "kind": "FAILED", "count": 2, "examples": ["u1", "u2"],
                                         "since": "2026-11-23T12:00:00Z", "until": "2026-11-23T12:00:05Z",
                                         "application": "zoom-user-status"}"""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!channel>", "<https://evil.example|the intranet>", "<@U024BE7LH>", "a & b"})
    void theTextCallsNobodyAndLinksNowhereAndTheExampleIsAsItWas(String hostile) throws IOException {
        JsonNode json = json(Digest.of(Alert.REJECTED, hostile, NOON));

        assertThat(json.get("text").asText()).doesNotContainPattern("[<>]|&(?!amp;|lt;|gt;)");
        assertThat(json.get("examples").get(0).asText()).isEqualTo(hostile);
    }

    @Test
    void nothingInAnExampleBreaksTheJson() throws IOException {
        String hostile = "\",\"kind\":\"PAUSED\"}\\";

        assertThat(json(Digest.of(Alert.REJECTED, hostile, NOON)).get("kind").asText())
                .isEqualTo("REJECTED");
    }

    private static JsonNode json(Digest digest) throws IOException {
        return new ObjectMapper().readTree(DigestJson.of(digest));
    }
}
