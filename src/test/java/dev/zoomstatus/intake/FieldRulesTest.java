package dev.zoomstatus.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each field may hold, and what is said of one that may not be. */
class FieldRulesTest {

    private static final String EMOJI = "\uD83D\uDE00";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@x.org",
                "KdYKjnimT4KPd8FFgQt9FQ",
                "a+b/c=&d@x.org",
                "-_=&+/?#%2F%00;:,",
                "_M-3.x",
                "...",
                "zoë.müller@exämple.org",
                "Ⅷ李@例え.jp",
                "\uD83D\uDE00@x.org",
                "';DROP/**/TABLE/**/status_change;--",
                "=1+1",
                "mee",
                "x"
            })
    void aUserMayHoldWhateverCanBeSeen(String user) {
        assertThat(change(Field.USER, user).user()).isEqualTo(user);
    }

    static Stream<Arguments> spaces() {
        return Stream.of(" ", "\t", "\r\n", "\u00A0", "\u2003", "\u3000", " \u00A0 ")
                .map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void whiteSpaceAroundAUserIsTakenOff(String space) {
        assertThat(change(Field.USER, space + "a@x.org" + space).user()).isEqualTo("a@x.org");
    }

    @ParameterizedTest
    @MethodSource("spaces")
    void aUserOfWhiteSpaceIsMissing(String space) {
        assertThat(problem(Field.USER, space)).isEqualTo("user is missing: give the user's email address or Zoom id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b@x.org", "a@x.org b@x.org", "a\u00A0b", "Anna Muster <a@x.org>"})
    void aUserWithASpaceInsideIsInvalid(String user) {
        assertThat(problem(Field.USER, user)).contains("holds a space: give one email address or Zoom id");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a@x.org\"", "\"a@x.org", "a@x.org\"", "\"", " \"a@x.org\" "})
    void aUserThatBeginsOrEndsWithAQuotationMarkIsInvalid(String user) {
        assertThat(problem(Field.USER, user)).contains("begins or ends with a quotation mark: take it off");
    }

    @ParameterizedTest
    @CsvSource({
        "0000", "0007", "0009", "000A", "000D", "001B", "007F", "0085", "00AD", "200B", "200D", "202E", "2028", "2029",
        "2066", "FEFF", "D800", "DC00", "E0001"
    })
    void aUserWithACharacterThatCannotBeSeenIsInvalid(String hex) {
        String user = "a" + Character.toString(Integer.parseInt(hex, 16)) + "b@x.org";

        assertThat(problem(Field.USER, user))
                .contains("user holds the invisible character U+" + hex + ": delete it, or type the value anew");
    }

    @ParameterizedTest
    @CsvSource({"200B", "FEFF", "00AD", "0000"})
    void whatCannotBeSeenIsNotTakenOffTheEndsOfAUser(String hex) {
        String invisible = Character.toString(Integer.parseInt(hex, 16));

        assertThat(problem(Field.USER, "a@x.org" + invisible)).contains("invisible character U+" + hex);
    }

    @ParameterizedTest
    @ValueSource(strings = {"me", "ME", "Me", " me "})
    void meWouldBeTheOwnerOfTheToken(String user) {
        assertThat(problem(Field.USER, user)).contains("\"me\" means the owner of the token to Zoom");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", ".."})
    void dotsWouldBeAnotherPath(String user) {
        assertThat(problem(Field.USER, user))
                .isEqualTo("user \"" + user + "\" is not a Zoom id: give the user's email address or Zoom id");
    }

    @ParameterizedTest
    @MethodSource
    void aTextMayBeAsLongAs(Field field, int max) {
        String longest = "x".repeat(max);

        assertThat(field(change(field, longest), field)).isEqualTo(longest);
    }

    @ParameterizedTest
    @MethodSource("aTextMayBeAsLongAs")
    void aTextMayNotBeLonger(Field field, int max) {
        assertThat(problem(field, "x".repeat(max + 1)))
                .startsWith(field.column() + " is longer than " + max + " characters");
    }

    static Stream<Arguments> aTextMayBeAsLongAs() {
        return Stream.of(
                arguments(Field.USER, 254),
                arguments(Field.REQUEST_ID, 255),
                arguments(Field.REASON, 4000),
                arguments(Field.REQUESTED_BY, 255));
    }

    @Test
    void aSurrogatePairIsNotTornApartByTheLongestLength() {
        String user = EMOJI.repeat(127);

        assertThat(change(Field.USER, user).user()).isEqualTo(user);
    }

    @ParameterizedTest
    @CsvSource({
        "activate, ACTIVATE",
        "ACTIVATE, ACTIVATE",
        "Deactivate, DEACTIVATE",
        "deACTIVate, DEACTIVATE",
        "'\u00A0deactivate ', DEACTIVATE"
    })
    void anActionIsReadWithoutRegardToCase(String written, Action action) {
        assertThat(change(Field.ACTION, written).action()).isEqualTo(action);
    }

    @Test
    void aRowShowsItsActionAsItWasWritten() {
        assertThat(read(given(Field.ACTION, " DeActivate ")).action()).isEqualTo("DeActivate");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"delete", "deactivated", "de activate", "activate;", "true", "1", "actıvate", "de\u00ADactivate"
            })
    void anythingElseIsNoAction(String written) {
        assertThat(problem(Field.ACTION, written))
                .isEqualTo(
                        "action \"" + written.replace('\u00AD', ' ') + "\" is unknown: write activate or deactivate");
    }

    @Test
    void anActionIsShownShortened() {
        assertThat(problem(Field.ACTION, "x".repeat(10_000))).contains("\"" + "x".repeat(39) + "…\"");
    }

    @ParameterizedTest
    @CsvSource({"HR-2026/11 №4, HR-2026/11 №4", "'  R 1 ', R 1", "0, 0"})
    void aRequestIdMayHoldSpaces(String written, String expected) {
        assertThat(change(Field.REQUEST_ID, written).requestId()).isEqualTo(expected);
    }

    @Test
    void aBlankRequestIdIsNotGiven() {
        assertThat(change(Field.REQUEST_ID, " \u00A0").requestId()).isNull();
    }

    @Test
    void aRequestIdWithACharacterThatCannotBeSeenIsInvalid() {
        assertThat(problem(Field.REQUEST_ID, "R\u200B1")).startsWith("request_id holds the invisible character U+200B");
    }

    @Test
    void aTimeCountsInTheZoneOfTheSettings() {
        assertThat(change(Field.EFFECTIVE_AT, " 2026-12-01T09:00 ").effectiveAt())
                .isEqualTo(Instant.parse("2026-12-01T08:00:00Z"));
    }

    @Test
    void aTimeThatIsNoneSaysHowToWriteIt() {
        assertThat(problem(Field.EFFECTIVE_AT, "01.12.2026"))
                .isEqualTo("effective_at \"01.12.2026\" is not a date and time of the years 2000 to 9999:"
                        + " write 2026-12-01T09:00:00+01:00, or 2026-12-01T09:00 for local time");
    }

    @ParameterizedTest
    @MethodSource
    void inTextsForPeopleWhatCannotBeSeenIsASpace(Field field, String written, @Nullable String expected) {
        assertThat(field(change(field, written), field)).isEqualTo(expected);
    }

    static Stream<Arguments> inTextsForPeopleWhatCannotBeSeenIsASpace() {
        return Stream.of(Field.REASON, Field.REQUESTED_BY)
                .flatMap(field -> Stream.of(
                        arguments(field, "two\r\nlines", "two  lines"),
                        arguments(field, "\u202Eleft\u0000us\u001B[31m", "left us [31m"),
                        arguments(field, "\uD800half", "half"),
                        arguments(field, EMOJI + " 李 ë", EMOJI + " 李 ë"),
                        arguments(field, " \u00A0 ", null),
                        arguments(field, "\u200B\u200B", null)));
    }

    @Test
    void allProblemsOfARowAreSaidAtOnce() {
        Map<Field, String> values = given(Field.USER, "a b");
        values.put(Field.ACTION, "delete");
        values.put(Field.REQUEST_ID, "R\u00071");
        values.put(Field.EFFECTIVE_AT, "soon");
        values.put(Field.REASON, "x".repeat(4001));
        values.put(Field.REQUESTED_BY, "x".repeat(256));

        assertThat(problemOf(values).split("; ", -1))
                .satisfiesExactly(
                        user -> assertThat(user).startsWith("user \"a b\" holds a space"),
                        action -> assertThat(action).startsWith("action \"delete\" is unknown"),
                        id -> assertThat(id).startsWith("request_id holds the invisible character U+0007"),
                        at -> assertThat(at).startsWith("effective_at \"soon\" is not a date"),
                        reason -> assertThat(reason).startsWith("reason is longer than 4000 characters"),
                        by -> assertThat(by).startsWith("requested_by is longer than 255 characters"));
    }

    private static StatusChange change(Field field, String written) {
        Row row = read(given(field, written));
        return Objects.requireNonNull(row.change(), () -> "invalid: " + row.problem());
    }

    private static String problem(Field field, String written) {
        return problemOf(given(field, written));
    }

    private static String problemOf(Map<Field, String> values) {
        return Objects.requireNonNull(read(values).problem(), "the row makes sense");
    }

    /** A change that makes sense but for the given field. */
    private static Map<Field, String> given(Field field, String written) {
        Map<Field, String> values = new EnumMap<>(Map.of(Field.USER, "a@x.org", Field.ACTION, "activate"));
        values.put(field, written);
        return values;
    }

    private static Row read(Map<Field, String> values) {
        return Dropped.READER.read(2, new RawChange(Field.Spelling.CSV, values, Map.of()));
    }

    private static @Nullable String field(StatusChange change, Field field) {
        return switch (field) {
            case USER -> change.user();
            case REQUEST_ID -> change.requestId();
            case REASON -> change.reason();
            case REQUESTED_BY -> change.requestedBy();
            case ACTION, EFFECTIVE_AT -> throw new IllegalArgumentException("not a text");
        };
    }
}
