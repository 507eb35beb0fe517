package dev.zoomstatus.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a message must hold: one JSON object, as text or bytes. */
class MessageRowTest {

    private static final String ZOE = "{\"user\":\"zoë@x.org\",\"action\":\"deactivate\",\"requestId\":\"R1\"}";
    private static final Row ROW =
            Row.of(0, "deactivate", new StatusChange("zoë@x.org", Action.DEACTIVATE, "R1", null, null, null));
    private static final int LIMIT = 65_536;

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", " \r\n\t"})
    void aTextIsOneChange(String before) {
        assertThat(text(before + ZOE)).isEqualTo(ROW);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", " \r\n\t"})
    void bytesAreOneChange(String before) {
        assertThat(bytes((before + ZOE + "\n").getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(ROW);
    }

    @Test
    void anObjectMayStandInSeveralLines() {
        assertThat(text(ZOE.replace(",", "\n,\n"))).isEqualTo(ROW);
    }

    @ParameterizedTest
    @MethodSource
    void whatMakesNoSenseSaysWhatToMend(String body, String problem) {
        assertThat(text(body).problem()).startsWith(problem);
        assertThat(bytes(body.getBytes(StandardCharsets.UTF_8)).problem()).startsWith(problem);
    }

    static Stream<Arguments> whatMakesNoSenseSaysWhatToMend() {
        String broken = "the message is not one valid JSON object; the mistake is near ";
        return Stream.of(
                arguments("", "the message is empty: send {"),
                arguments("\uFEFF", "the message is empty: send {"),
                arguments(" \n\u00A0", "the message is empty: send {"),
                arguments("[]", "this is not a JSON object: write {"),
                arguments("[" + ZOE + "]", "this is not a JSON object: write {"),
                arguments("null", "this is not a JSON object: write {"),
                arguments("\"deactivate\"", "this is not a JSON object: write {"),
                arguments("{}", "user is missing"),
                arguments("{\"user\":\"a\",\"action\":\"delete\"}", "action \"delete\" is unknown"),
                arguments("{\"user\":1,\"action\":\"activate\"}", "user must be text"),
                arguments("deactivate a@x.org", broken + "line 1, column 1"),
                arguments("{\n  \"user\" oops\n}", broken + "line 2, column 10"),
                arguments(ZOE + "\n" + ZOE, broken + "line 1, column"),
                arguments(ZOE.substring(0, 20), broken + "line 1, column 21"),
                arguments("\uFEFF\uFEFF" + ZOE, broken + "line 1, column 1"),
                arguments("\0", broken + "line 1, column"),
                arguments("[".repeat(LIMIT), "the JSON is nested deeper than 64 levels"));
    }

    @Test
    void bytesThatAreNotUtf8AreInvalid() {
        assertThat(bytes(ZOE.getBytes(StandardCharsets.ISO_8859_1)).problem())
                .isEqualTo("the message is not UTF-8: encode its text as UTF-8");
    }

    @Test
    void whatTheMessageHoldsIsNotShownIfItIsNoJson() {
        assertThat(text("{\"password\" hunter2}").problem())
                .doesNotContain("password")
                .doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ü", "€"})
    void aMessageMayHave64KiB(String filler) {
        assertThat(text(filled(filler, LIMIT)).problem()).startsWith("reason is longer than 4000 characters");
        assertThat(bytes(filled(filler, LIMIT).getBytes(StandardCharsets.UTF_8)).problem())
                .startsWith("reason is longer than 4000 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "ü", "€"})
    void aLongerMessageIsInvalid(String filler) {
        String tooLong = filled(filler, LIMIT + 1);

        assertThat(text(tooLong).problem()).startsWith("the message is longer than 64 KiB");
        assertThat(bytes(tooLong.getBytes(StandardCharsets.UTF_8)).problem())
                .startsWith("the message is longer than 64 KiB");
    }

    /** A message of so many bytes. */
    private static String filled(String filler, int bytes) {
        String start = "{\"user\":\"a\",\"action\":\"activate\",\"reason\":\"";
        int left = bytes - start.length() - 2;
        int size = filler.getBytes(StandardCharsets.UTF_8).length;
        return start + filler.repeat(left / size) + "x".repeat(left % size) + "\"}";
    }

    private static Row text(String body) {
        return MessageRow.read(body, Dropped.READER);
    }

    private static Row bytes(byte[] body) {
        return MessageRow.read(body, Dropped.READER);
    }
}
