package dev.zoomstatus.intake;

import static dev.zoomstatus.intake.Dropped.json;
import static dev.zoomstatus.intake.Dropped.ndjson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How JSON files are read: one object, an array, or one object a line, and how far a mistake reaches. */
class JsonFileTest {

    private static final String ANNA = "{\"user\":\"a@x.org\",\"action\":\"activate\"}";
    private static final String BEN = "{\"user\":\"b@x.org\",\"action\":\"deactivate\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"user\":\"a@x.org\",\"action\":\"activate\"}",
                "\uFEFF\n  {\"user\":\"a@x.org\",\"action\":\"activate\"}\n\n",
                "{\"user\":\n\"a@x.org\",\"action\":\"activate\"}",
                "{\"user\"\n:\"a@x.org\",\"action\":\"activate\"}",
                "{\"user\":\"a@x.org\"\n,\"action\":\"activate\"}",
                "{\"list\":[1,\n2],\"user\":\"a@x.org\",\"action\":\"activate\"}",
                "{\n  \"user\": \"a@x.org\",\n  \"action\": \"activate\"\n}\n",
                "{\r\"user\":\"a@x.org\"\r,\"action\"\r:\r\"activate\"}",
                "{\"user\":\"a@x.org\",\n\"action\":\"activate\"}",
                "[{\"user\":\"a@x.org\",\"action\":\"activate\"}]",
                " [\n\t{\"user\" : \"a@x.org\", \"action\" : \"activate\"}\r\n] "
            })
    void oneObjectIsOneChange(String text) {
        assertThat(json(text).change()).isEqualTo(new StatusChange("a@x.org", Action.ACTIVATE, null, null, null, null));
    }

    @Test
    void anObjectOverSeveralLinesIsInTheLineInWhichItBegins() {
        assertThat(json("\n\n{\n\"user\":\"a@x.org\"\n}").rows())
                .extracting(Row::line)
                .containsExactly(3L);
    }

    @Test
    void theElementsOfAnArrayAreNumbered() {
        assertThat(json("[\n" + ANNA + ",\n\n" + BEN + "]").rows())
                .extracting(Row::line, Row::user, Row::problem)
                .containsExactly(tuple(1L, "a@x.org", null), tuple(2L, "b@x.org", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.json", "x.ndjson"})
    void linesAreNumberedAndBlankOnesSkipped(String name) {
        assertThat(Dropped.file(name, ANNA + "\r\n\r\n \t\r\n" + BEN + "\n").rows())
                .extracting(Row::line, Row::user, Row::problem)
                .containsExactly(tuple(1L, "a@x.org", null), tuple(4L, "b@x.org", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.json", "x.ndjson"})
    void blankLinesBeforeTheFirstObjectCount(String name) {
        assertThat(Dropped.file(name, "\n\n" + ANNA + "\n" + BEN).rows())
                .extracting(Row::line)
                .containsExactly(3L, 4L);
    }

    @ParameterizedTest
    @MethodSource
    void keysAreKnownInAllSpellings(String text, StatusChange expected) {
        assertThat(ndjson(text).change()).isEqualTo(expected);
    }

    static Stream<Arguments> keysAreKnownInAllSpellings() {
        StatusChange anna = new StatusChange("a@x.org", Action.ACTIVATE, null, null, null, null);
        StatusChange whole = new StatusChange(
                "a@x.org", Action.ACTIVATE, "R1", Instant.parse("2026-12-01T09:00:00Z"), "left us", "hr@x.org");
        return Stream.of(
                arguments("{'userId':'a@x.org','action':'activate'}".replace('\'', '"'), anna),
                arguments("{'email':'a@x.org','action':'activate'}".replace('\'', '"'), anna),
                arguments("{'user_id':'a@x.org','ACTION':'Activate'}".replace('\'', '"'), anna),
                arguments("{'EMail':'a@x.org',' action ':'activate'}".replace('\'', '"'), anna),
                arguments(
                        "{'user':'a@x.org','action':'activate','requestId':'R1','effectiveAt':'2026-12-01T09:00:00Z','reason':'left us','requestedBy':'hr@x.org'}"
                                .replace('\'', '"'),
                        whole),
                arguments(
                        "{'USER':'a@x.org','Action':'activate','request_id':'R1','effective_at':'2026-12-01T09:00:00Z','Reason':'left us','requested_by':'hr@x.org'}"
                                .replace('\'', '"'),
                        whole));
    }

    @Test
    void otherKeysAndWhatIsUnderThemAreIgnored() {
        String text =
                "{'a':{'user':'b@x.org','action':[1]},'user':'a@x.org','b':[[{'x':null}]],'action':'activate','c':1e9,'c':true}"
                        .replace('\'', '"');

        assertThat(ndjson(text).change().user()).isEqualTo("a@x.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'userId':'','email':'a@x.org'", "'user':null,'email':'a@x.org'", "'email':'a@x.org','user':' '"
            })
    void ofSeveralKeysForTheUserTheFirstThatIsNotBlankCounts(String keys) {
        assertThat(json(("{" + keys + ",'action':'activate'}").replace('\'', '"'))
                        .change()
                        .user())
                .isEqualTo("a@x.org");
    }

    @Test
    void aRequestIdThatIsANumberIsTakenAsItIsWritten() {
        assertThat(json("{\"user\":\"a@x.org\",\"action\":\"activate\",\"requestId\":12345678901234567890.10}")
                        .change()
                        .requestId())
                .isEqualTo("12345678901234567890.10");
    }

    @Test
    void whatIsNullIsNotGiven() {
        String text =
                "{'user':'a@x.org','action':'activate','requestId':null,'effectiveAt':null,'reason':null,'requestedBy':null}"
                        .replace('\'', '"');

        assertThat(json(text).change()).isEqualTo(new StatusChange("a@x.org", Action.ACTIVATE, null, null, null, null));
    }

    @ParameterizedTest
    @MethodSource
    void aValueOfTheWrongKindSaysWhatToMend(String object, String problem) {
        assertThat(json(object.replace('\'', '"')).problem()).isEqualTo(problem);
    }

    static Stream<Arguments> aValueOfTheWrongKindSaysWhatToMend() {
        String quotes = " must be text: put its value in double quotes";
        return Stream.of(
                arguments("{'user':1,'action':'activate'}", "user" + quotes),
                arguments("{'user':1e400,'action':'activate'}", "user" + quotes),
                arguments("{'user':" + "9".repeat(5000) + ",'action':'activate'}", "user" + quotes),
                arguments("{'user':'a','action':true}", "action" + quotes),
                arguments("{'user':'a','action':'activate','effectiveAt':1796112000}", "effectiveAt" + quotes),
                arguments(
                        "{'user':{'id':'a'},'action':'activate'}",
                        "user must be text, not an object or array: write \"user\":\"…\""),
                arguments(
                        "{'user':'a','action':['activate']}",
                        "action must be text, not an object or array: write \"action\":\"…\""),
                arguments(
                        "{'user':'a','action':'activate','requestId':{}}",
                        "requestId must be text, not an object or array: write \"requestId\":\"…\""),
                arguments(
                        "{'user':'a','action':'activate','reason':[]}",
                        "reason must be text, not an object or array: write \"reason\":\"…\""),
                arguments(
                        "{'user':null,'action':'activate'}",
                        "user is missing: give the user's email address or Zoom id"),
                arguments(
                        "{}",
                        "user is missing: give the user's email address or Zoom id; action is missing: write activate or deactivate"),
                arguments("{'user':'a','action':'activate','user':'b'}", "user is given twice: give it once"),
                arguments("{'user':'a','action':'activate','USER':'a'}", "user is given twice: give it once"),
                arguments("{'user':'a','action':'activate','action':null}", "action is given twice: give it once"));
    }

    @Test
    void problemsNameTheKeysAsJsonSpellsThem() {
        assertThat(json("{\"user\":\"a\",\"action\":\"activate\",\"effective_at\":\"soon\"}")
                        .problem())
                .startsWith("effectiveAt \"soon\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "null", "true", "\"a@x.org\"", "[]", "[[{}]]", "-1.5e300"})
    void anElementThatIsNoObjectSpoilsNoOther(String element) {
        List<Row> rows = json("[" + ANNA + "," + element + "," + BEN + "]").rows();

        assertThat(rows)
                .extracting(Row::line, row -> row.change() != null)
                .containsExactly(tuple(1L, true), tuple(2L, false), tuple(3L, true));
        assertThat(rows.get(1).problem()).contains("not a JSON object: write {");
    }

    @ParameterizedTest
    @MethodSource
    void fromTheFirstMistakeInAnArrayOnTheRestIsOneInvalidRow(String rest, String problem) {
        List<Row> rows = json("[" + ANNA + ",\n" + rest).rows();

        assertThat(rows)
                .extracting(Row::line, row -> row.change() != null)
                .containsExactly(tuple(1L, true), tuple(2L, false));
        assertThat(rows.get(1).problem()).contains(problem, "from here on nothing was read");
    }

    static Stream<Arguments> fromTheFirstMistakeInAnArrayOnTheRestIsOneInvalidRow() {
        return Stream.of(
                arguments("{\"user\" \"b\"}," + BEN + "]", "not valid JSON near line 2, column 9;"),
                arguments("{\"user\":\"b\",}," + BEN + "]", "not valid JSON near line 2, column 13;"),
                arguments("{\n\"user\":b}," + BEN + "]", "not valid JSON near line 3, column 9;"),
                arguments("{'user':'b'}," + BEN + "]", "not valid JSON near line 2, column 2;"),
                arguments("{\"user\":\"b\"]," + BEN + "]", "not valid JSON near line 2"),
                arguments("nonsense," + BEN + "]", "not valid JSON near line 2"),
                arguments("}," + BEN + "]", "not valid JSON near line 2"),
                arguments("," + BEN + "]", "an element or the closing bracket ] is missing at line 2, column 1"),
                arguments("]", "an element or the closing bracket ] is missing at line 2, column 1"),
                arguments("", "an element or the closing bracket ] is missing at line 2, column 1"),
                arguments("{\"user\":\"b", "the file ends inside the element that begins in line 2"),
                arguments("{\"user\":\"b\\", "the file ends inside the element that begins in line 2"),
                arguments("{\"user\":{\"b\":[", "the file ends inside the element that begins in line 2"));
    }

    @ParameterizedTest
    @MethodSource
    void whatIsWrongAfterAnElementIsARowOfItsOwn(String rest, String problem) {
        List<Row> rows = json("[" + ANNA + rest).rows();

        assertThat(rows)
                .extracting(Row::line, row -> row.change() != null)
                .containsExactly(tuple(1L, true), tuple(2L, false));
        assertThat(rows.get(1).problem()).contains(problem, "from here on nothing was read");
    }

    static Stream<Arguments> whatIsWrongAfterAnElementIsARowOfItsOwn() {
        return Stream.of(
                arguments("", "the closing bracket ] of the array is missing"),
                arguments(" \n", "the closing bracket ] of the array is missing"),
                arguments("\n" + BEN + "]", "a comma is missing at line 2, column 1"),
                arguments("}]", "a comma is missing at line 1"),
                arguments("]\n" + BEN, "something after the closing bracket ] of the array at line 2, column 1"),
                arguments("],", "something after the closing bracket ] of the array at line 1"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "}",
                "{\"user\":\"b@x.org\"",
                "{\"user\":\"b@x.org",
                "{\"user\":\"b@x.org\",\"action\":\"activate\"},",
                "{\"user\":\"b@x.org\",\"action\":\"activate\"} {}",
                "{'user':'b@x.org'}",
                "{\"user\":\"tab\there\"}",
                "{\"user\":NaN}",
                "{\"user\":\"\\x\"}",
                "// comment",
                "b@x.org,activate",
                "\u0000"
            })
    void aBrokenLineSpoilsNoOther(String broken) {
        List<Row> rows = ndjson(ANNA + "\n" + broken + "\n" + BEN).rows();

        assertThat(rows)
                .extracting(Row::line, row -> row.change() != null)
                .containsExactly(tuple(1L, true), tuple(2L, false), tuple(3L, true));
        assertThat(rows.get(1).problem()).contains("not one valid JSON object; the mistake is near column");
    }

    @Test
    void aBrokenLineIsNotShownInItsMessage() {
        assertThat(ndjson("{\"secret\" oops}").problem())
                .doesNotContain("secret")
                .doesNotContain("oops");
    }

    @Test
    void inNdjsonAnObjectEndsWithItsLine() {
        assertThat(ndjson("{\n\"user\":\"a@x.org\"\n}\n").rows()).hasSize(3).allMatch(row -> row.problem() != null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"user\":\"a@x.org\",", "{\n\"user\":\"a@x.org\",\n\"act", "{"})
    void aFileThatEndsInsideItsObjectIsOneInvalidRow(String text) {
        assertThat(json(text).problem()).contains("the file ends inside the object");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"user\":\"b@x.org,\"action\":\"activate\"}",
                "{\"user\":\"b@x.org\",\"action\":\"activate",
                "{\"user\":\"b@x.org\",\"act",
                "{\"user\":\"b@x.org\\",
                "{\"user\":\"b@x.org\"]",
                "{\"user\":b@x.org}"
            })
    void aFirstLineThatCannotGoOnInTheNextSpoilsNoOther(String broken) {
        assertThat(json(broken + "\n" + ANNA + "\n" + BEN).rows())
                .extracting(Row::line, row -> row.change() != null)
                .containsExactly(tuple(1L, false), tuple(2L, true), tuple(3L, true));
    }

    @Test
    void whatComesAfterAnObjectOverSeveralLinesIsOneInvalidRow() {
        String pretty = "{\n\"user\":\"a@x.org\",\n\"action\":\"activate\"\n}\n";

        List<Row> rows = json(pretty + pretty + pretty).rows();

        assertThat(rows)
                .extracting(Row::line, row -> row.change() != null)
                .containsExactly(tuple(1L, true), tuple(5L, false));
        assertThat(rows.get(1).problem())
                .contains("something after the JSON object", "put several objects in an array");
    }

    @Test
    void aMistakeInAnObjectOverSeveralLinesIsShownByLineAndColumn() {
        assertThat(json("{\n  \"user\": \"a@x.org\"\n  \"action\": \"activate\"\n}")
                        .problem())
                .contains("not valid JSON near line 3, column 3");
    }

    @Test
    void nestingWithoutEndIsRefusedInItsRowAlone() {
        String deep = "{\"user\":\"d@x.org\",\"x\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}";
        List<Row> rows = json("[" + ANNA + "," + deep + "," + BEN + "]").rows();

        assertThat(rows).extracting(row -> row.change() != null).containsExactly(true, false, true);
        assertThat(rows.get(1).problem()).contains("nested deeper than 64 levels");
    }

    @ParameterizedTest
    @ValueSource(ints = {65_537, 2_000_000})
    void anElementOfMoreThan64KiBSpoilsNoOther(int length) {
        String array = "[" + ANNA + ",{\"reason\":\"" + "x".repeat(length) + "\"}," + BEN + "]";

        assertThat(json(array).rows())
                .extracting(Row::line, row -> String.valueOf(row.problem()).contains("longer than 64 KiB"))
                .containsExactly(tuple(1L, false), tuple(2L, true), tuple(3L, false));
    }

    @ParameterizedTest
    @ValueSource(ints = {65_537, 2_000_000})
    void aLineOfMoreThan64KiBSpoilsNoOther(int length) {
        String lines = ANNA + "\n{\"reason\":\"" + "x".repeat(length) + "\"}\n" + BEN;

        assertThat(ndjson(lines).rows())
                .extracting(Row::line, row -> String.valueOf(row.problem()).contains("longer than 64 KiB"))
                .containsExactly(tuple(1L, false), tuple(2L, true), tuple(3L, false));
    }

    @Test
    void anObjectOfMoreThan64KiBIsOneInvalidRow() {
        assertThat(json("{\n\"reason\":\"" + "x".repeat(70_000) + "\"\n}").problem())
                .contains("longer than 64 KiB");
    }

    @Test
    void afterAnEncodingBreakTheRestIsOneInvalidRow() {
        byte[] array = ("[" + ANNA + ",{\"user\":\"zo\u00EB\"}," + BEN + "]").getBytes(StandardCharsets.ISO_8859_1);

        List<Row> rows = new Dropped("x.json", array).rows();

        assertThat(rows)
                .extracting(Row::line, row -> row.change() != null)
                .containsExactly(tuple(1L, true), tuple(2L, false));
        assertThat(rows.get(1).problem()).contains("stops being UTF-8");
    }

    @Test
    void afterAnEncodingBreakTheOtherLinesAreNotRead() {
        byte[] lines = (ANNA + "\n\n{\"user\":\"zo\u00EB\"}\n" + BEN).getBytes(StandardCharsets.ISO_8859_1);

        List<Row> rows = new Dropped("x.ndjson", lines).rows();

        assertThat(rows)
                .extracting(Row::line, row -> row.change() != null)
                .containsExactly(tuple(1L, true), tuple(3L, false));
        assertThat(rows.get(1).problem()).contains("stops being UTF-8");
    }

    @Test
    void escapesAreRead() {
        assertThat(json("{\"user\":\"zo\\u00eb\\/\\\"@x.org\",\"action\":\"activate\"}")
                        .change()
                        .user())
                .isEqualTo("zoë/\"@x.org");
    }
}
