package dev.zoomstatus.intake;

import static dev.zoomstatus.intake.Dropped.csv;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How CSV files are read: the many ways in which people's tools write them, and how far a mistake reaches. */
class CsvFileTest {

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t"})
    void commaSemicolonAndTabSeparate(String delimiter) {
        StatusChange change = csv("user,action,reason\na@x.org,deactivate,left us\n".replace(",", delimiter))
                .change();

        assertThat(change).isEqualTo(new StatusChange("a@x.org", Action.DEACTIVATE, null, null, "left us", null));
    }

    @Test
    void theHeaderTellsTheDelimiterWhateverTheCellsHold() {
        assertThat(csv("user;action;reason\na@x.org;deactivate;left, at last")
                        .change()
                        .reason())
                .isEqualTo("left, at last");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void anyLineEndWillDo(String end) {
        List<Row> rows = csv("user,action\na@x.org,activate\nb@x.org,deactivate\n".replace("\n", end))
                .rows();

        assertThat(rows)
                .extracting(Row::line, Row::user, Row::problem)
                .containsExactly(tuple(2L, "a@x.org", null), tuple(3L, "b@x.org", null));
    }

    @Test
    void theLastLineNeedsNoEnd() {
        assertThat(csv("user,action\na@x.org,deactivate").change().action()).isEqualTo(Action.DEACTIVATE);
    }

    @Test
    void aByteOrderMarkIsNoPartOfTheFirstColumn() {
        assertThat(csv("\uFEFFuser,action\na@x.org,activate").change().user()).isEqualTo("a@x.org");
    }

    @Test
    void aQuotedHeaderIsReadBehindAByteOrderMark() {
        assertThat(csv("\uFEFF\"user\",\"action\"\n\"a@x.org\",\"activate\"")
                        .change()
                        .user())
                .isEqualTo("a@x.org");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"user", "User", "USER", "user_id", "User_ID", "userId", "userid", "email", "EMail", " user "})
    void theUserGoesByManyNames(String name) {
        assertThat(csv(name + ",action\na@x.org,activate").change().user()).isEqualTo("a@x.org");
    }

    @ParameterizedTest
    @MethodSource
    void theOtherFieldsAreKnownInBothSpellings(String header, StatusChange expected) {
        assertThat(csv(header + "\na@x.org,activate,R1,2026-12-01T09:00:00Z,left us,hr@x.org")
                        .change())
                .isEqualTo(expected);
    }

    static Stream<Arguments> theOtherFieldsAreKnownInBothSpellings() {
        StatusChange whole = new StatusChange(
                "a@x.org", Action.ACTIVATE, "R1", Instant.parse("2026-12-01T09:00:00Z"), "left us", "hr@x.org");
        return Stream.of(
                arguments("user,action,request_id,effective_at,reason,requested_by", whole),
                arguments("user,action,requestId,effectiveAt,reason,requestedBy", whole),
                arguments("USER,ACTION,REQUEST_ID,EFFECTIVE_AT,REASON,REQUESTED_BY", whole),
                arguments("User,Action,RequestID,Effective_At,Reason,RequestedBy", whole));
    }

    @Test
    void columnsMayStandInAnyOrderAmongOthers() {
        assertThat(csv("name,action,,user,cost centre\nAnna,deactivate,x,a@x.org,4711")
                        .change())
                .isEqualTo(new StatusChange("a@x.org", Action.DEACTIVATE, null, null, null, null));
    }

    @Test
    void otherColumnsMayBeThereTwice() {
        assertThat(csv("note,user,action,note\n1,a@x.org,deactivate,2").change().user())
                .isEqualTo("a@x.org");
    }

    @ParameterizedTest
    @CsvSource({
        "'email,user_id,action', 'a@x.org,,activate', a@x.org",
        "'user_id,email,action', '  ,a@x.org,activate', a@x.org",
        "'user_id,email,action', 'KdYKjnimT4KPd8FFgQt9FQ,a@x.org,activate', KdYKjnimT4KPd8FFgQt9FQ",
        "'email,user_id,action', 'a@x.org,KdYKjnimT4KPd8FFgQt9FQ,activate', KdYKjnimT4KPd8FFgQt9FQ"
    })
    void ofSeveralColumnsForTheUserTheFirstThatIsNotBlankCounts(String header, String row, String user) {
        assertThat(csv(header + "\n" + row).change().user()).isEqualTo(user);
    }

    @ParameterizedTest
    @ValueSource(strings = {"user,action,user", "user,User ,action", "action,user,ACTION", "user,action,reason,reason"})
    void aColumnThatIsThereTwiceIsRefused(String header) {
        assertThat(csv(header + "\na@x.org,activate,b@x.org,x").refusal()).contains("twice", "keep one of them");
    }

    @Test
    void blankLinesAreNoRows() {
        List<Row> rows = csv("\n\nuser,action\n\na@x.org,activate\n , \n,,,\n\u00A0\nb@x.org,activate\n\n")
                .rows();

        assertThat(rows).extracting(Row::line, Row::user).containsExactly(tuple(5L, "a@x.org"), tuple(9L, "b@x.org"));
    }

    @Test
    void aShortRowLacksOnlyItsLastCells() {
        assertThat(csv("user,action,reason\na@x.org,activate").change().reason())
                .isNull();
    }

    @Test
    void aRowWithoutActionSaysSo() {
        assertThat(csv("user,action\na@x.org").problem()).isEqualTo("action is missing: write activate or deactivate");
    }

    @Test
    void problemsNameTheColumnsAsCsvSpellsThem() {
        assertThat(csv("user,action,effectiveAt\na@x.org,activate,soon").problem())
                .startsWith("effective_at \"soon\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            , | in double quotes | ","
            ; | in double quotes | ";"
            """)
    void aRowWithTooManyCellsSaysWhatToMend(String delimiter, String mend, String shown) {
        String text = "user,action\na@x.org,activate,because, I said so".replace(",", delimiter);

        assertThat(csv(text).problem()).contains("has 4 cells, the header only 2", mend, shown);
    }

    @Test
    void moreCellsThanColumnsAreFineIfTheyAreBlank() {
        assertThat(csv("user,action\na@x.org,activate,, ,").change().user()).isEqualTo("a@x.org");
    }

    @Test
    void aRowIsInTheLineInWhichItBegins() {
        List<Row> rows = csv("user,action,reason\r\n\r\na@x.org,activate,\"one\r\ntwo\r\n\"\r\n\"b\r\n\",x,\r\nc,x")
                .rows();

        assertThat(rows).extracting(Row::line).containsExactly(3L, 6L, 8L);
    }

    @Test
    void aHeaderOverSeveralLinesCountsThemAll() {
        assertThat(csv("user,action,\"what\nfor\"\na@x.org,activate,x").rows())
                .extracting(Row::line, Row::problem)
                .containsExactly(tuple(3L, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=;\n", "SEP=,\r\n", "sep=\t\n", "sep=|\r", "\nsep=;\n\n"})
    void theLineByWhichExcelIsToldTheDelimiterIsSkipped(String preamble) {
        assertThat(csv(preamble + "user;action\na@x.org;activate").change().user())
                .isEqualTo("a@x.org");
    }

    @Test
    void theLineByWhichExcelIsToldTheDelimiterIsCounted() {
        assertThat(csv("sep=;\nuser;action\na@x.org;activate").rows())
                .extracting(Row::line)
                .containsExactly(3L);
    }

    @Test
    void whatFollowsAnUnclosedQuoteIsOneInvalidRow() {
        List<Row> rows = csv("user,action,reason\na@x.org,activate,\nb@x.org,activate,\"oh\nc@x.org,activate,\n")
                .rows();

        assertThat(rows)
                .extracting(Row::line, Row::user, row -> row.change() != null)
                .containsExactly(tuple(2L, "a@x.org", true), tuple(3L, "b@x.org", false));
        assertThat(rows.get(1).problem()).contains("never closed", "all that follow", "close it");
    }

    @Test
    void anUnclosedQuoteDoesNotHoldTheRestOfALongFile() {
        assertThat(csv("user,action\n\"" + "a@x.org,activate\n".repeat(100_000)).problem())
                .contains("never closed");
    }

    @Test
    void whatFollowsAnEncodingBreakIsOneInvalidRow() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes("user,action\na@x.org,activate\nzo".getBytes(StandardCharsets.UTF_8));
        bytes.write(0xEB); // ë in Latin-1
        bytes.writeBytes("@x.org,activate\nc@x.org,activate\n".getBytes(StandardCharsets.UTF_8));

        List<Row> rows = new Dropped("x.csv", bytes.toByteArray()).rows();

        assertThat(rows).extracting(Row::line).containsExactly(2L, 3L);
        assertThat(rows.get(1).problem()).contains("stops being UTF-8", "all that follow were not read", "new file");
    }

    @Test
    void aReplacementCharacterThatIsReallyThereIsNoEncodingBreak() {
        assertThat(csv("user,action\n\uFFFD@x.org,activate").change().user()).isEqualTo("\uFFFD@x.org");
    }

    @Test
    void textAfterAClosingQuoteSpoilsItsRowAlone() {
        List<Row> rows =
                csv("user,action\n\"a@x.org\"x,activate\nb@x.org,activate").rows();

        assertThat(rows)
                .extracting(Row::line, row -> row.change() != null)
                .containsExactly(tuple(2L, false), tuple(3L, true));
        assertThat(rows.get(0).problem()).contains("text after a closing quote", "write \"\"");
    }

    @Test
    void aSpaceBeforeAnOpeningQuoteMakesNoUserOfTheQuotes() {
        assertThat(csv("user,action\n \"b@x.org\", deactivate").problem())
                .startsWith("user \"\"b@x.org\"\" begins or ends with a quotation mark")
                .contains("no space before it");
    }

    @Test
    void aQuoteThatIsClosedTooLateSaysWhichLinesItTakesWithIt() {
        List<Row> rows =
                csv("""
                        user,action,reason
                        a@x.org,deactivate,"left
                        b@x.org,deactivate,
                        c@x.org,deactivate,"moved"
                        d@x.org,deactivate,
                        """)
                        .rows();

        assertThat(rows)
                .extracting(Row::line, row -> row.change() != null)
                .containsExactly(tuple(2L, false), tuple(5L, true));
        assertThat(rows.get(0).problem())
                .startsWith("lines 2 to 4 are one row")
                .contains("nothing in them was read", "send all of them again", "text after a closing quote");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            a@x.org,activate,#left~b@x.org,activate,#,x | has 4 cells
            a b@x.org,activate,#left~b@x.org,activate,# | holds a space
            """)
    void whateverIsWrongWithARowOfSeveralLinesItSaysWhichTheyAre(String text, String wrong) {
        String row = text.replace('#', '"').replace("~", "\r\n");

        assertThat(csv("user,action,reason\r\n" + row + "\r\n").problem())
                .startsWith("lines 2 to 3 are one row")
                .contains(wrong);
    }

    @Test
    void aRowOfMoreThan64KiBSaysWhichLinesItTakesWithIt() {
        assertThat(csv("user,action\n\"" + "a@x.org,activate\n".repeat(10_000) + "\",activate")
                        .problem())
                .startsWith("lines 2 to 10002 are one row")
                .contains("longer than 64 KiB");
    }

    @ParameterizedTest
    @ValueSource(ints = {65_537, 2_000_000})
    void aRowOfMoreThan64KiBSpoilsNoOther(int length) {
        List<Row> rows = csv("user,action,reason\na@x.org,activate," + "x".repeat(length) + "\nb@x.org,activate,")
                .rows();

        assertThat(rows)
                .extracting(Row::line, Row::user, row -> row.change() != null)
                .containsExactly(tuple(2L, "a@x.org", false), tuple(3L, "b@x.org", true));
        assertThat(rows.get(0).problem()).contains("longer than 64 KiB", "shorten it");
    }

    @Test
    void whatWasWrittenInABrokenRowIsShownSafely() {
        Row row = csv("user,action,request_id\na\u202Eb\u0007@x.org,maybe\u001B[31m,R\u00001\n")
                .rows()
                .get(0);

        assertThat(row)
                .extracting(Row::user, Row::action, Row::requestId)
                .containsExactly("a b @x.org", "maybe [31m", "R 1");
    }
}
