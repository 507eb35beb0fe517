package dev.zoomstatus.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are accepted in no part, and what their senders are told to mend. */
class UnreadableFileTest {

    private static final String LEAVERS = "user,action\nzoë@x.org,deactivate\n";
    private static final String BOM = "\uFEFF";

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource({"noData", "noColumns", "brokenHeaders", "noText"})
    void saysWhatToMend(String what, Dropped file, String wrong, String mend) {
        assertThat(file.refusal()).contains(wrong, mend);
    }

    static Stream<Arguments> noData() {
        return Stream.of(
                        text("x.csv", "empty", ""),
                        text("x.csv", "only a byte order mark", BOM),
                        text("x.csv", "only blank lines", "\n\r\n ,,\r"),
                        text("x.csv", "only sep=", "sep=;\n"),
                        text("x.csv", "only a header", "user,action"),
                        text("x.csv", "a header and blank lines", "user,action\n\n , \n"),
                        text("x.json", "empty", ""),
                        text("x.json", "only a byte order mark", BOM),
                        text("x.json", "only white space", " \r\n\t"),
                        text("x.json", "an empty array", "[ ]\n"),
                        text("x.ndjson", "empty", ""),
                        text("x.ndjson", "only blank lines", "\n\n"))
                .map(file -> told(file, "the file holds no data", "at least one change with a user and an action"));
    }

    static Stream<Arguments> noColumns() {
        String mend = "the first line must name the columns, such as user,action";
        return Stream.of(
                told(text("x.csv", "no header", "a@x.org,activate\n"), "only: \"a@x.org\", \"activate\"", mend),
                told(text("x.csv", "no user", "name,action\nAnna,activate\n"), "no column user (or user_id", mend),
                told(text("x.csv", "no action", "Email;name\na@x.org;Anna\n"), "has no column action", mend),
                told(text("x.csv", "other delimiter", "user|action\na|activate\n"), "only: \"user|action\"", mend),
                told(text("x.csv", "mixed delimiters", "user,action;x\na,activate;1\n"), "no column action", mend),
                told(text("x.csv", "JSON", "[{\"user\":\"a@x.org\"}]"), "no column user", mend),
                told(text("x.csv", "PDF", "%PDF-1.7\n"), "only: \"%pdf-1.7\"", mend),
                told(text("x.csv", "many columns", "a,b,c,d,e,f,g,h,i,j,k,l\n"), "\"j\", …", mend));
    }

    static Stream<Arguments> brokenHeaders() {
        return Stream.of(
                        text(
                                "x.csv",
                                "a header longer than 64 KiB",
                                "user,action," + "x,".repeat(40_000) + "\na,activate"),
                        text("x.csv", "a header with an unclosed quote", "user,action,\"x\na@x.org,activate,\n"),
                        text(
                                "x.csv",
                                "a header with text after a quote",
                                "user,\"action\",\"x\"y\na@x.org,activate,\n"))
                .map(file -> told(file, "the header is broken", "write user,action"));
    }

    static Stream<Arguments> noText() {
        String utf16 = "the file is UTF-16";
        String nul = "it holds NUL bytes";
        String notUtf8 = "the file is not UTF-8 text";
        String save = "save it as UTF-8";
        byte[] zip = {'P', 'K', 3, 4, 20, 0, 6, 0};
        byte[] xls = bytes(0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1);
        return Stream.of(
                told(new Dropped("x.csv", zip), "xlsx", "an Excel workbook or a ZIP", "save it as CSV"),
                told(new Dropped("x.json", zip), "ZIP", "an Excel workbook or a ZIP", "save it as CSV"),
                told(new Dropped("x.csv", xls), "xls", notUtf8, save),
                told(encoded("x.csv", BOM + LEAVERS, StandardCharsets.UTF_16LE), "UTF-16LE", utf16, save),
                told(encoded("x.csv", BOM + LEAVERS, StandardCharsets.UTF_16BE), "UTF-16BE", utf16, save),
                told(encoded("x.ndjson", BOM + "{}", StandardCharsets.UTF_16LE), "UTF-16LE", utf16, save),
                told(encoded("x.csv", LEAVERS, StandardCharsets.UTF_16LE), "UTF-16LE without mark", nul, save),
                told(encoded("x.csv", LEAVERS, StandardCharsets.UTF_16BE), "UTF-16BE without mark", nul, save),
                told(encoded("x.json", "[{}]", StandardCharsets.UTF_16BE), "UTF-16BE without mark", nul, save),
                told(encoded("x.csv", LEAVERS, Charset.forName("UTF-32LE")), "UTF-32LE", nul, save),
                told(encoded("x.csv", "SQLite format 3\0\u0010\0", StandardCharsets.UTF_8), "a database", nul, save),
                told(encoded("x.csv", LEAVERS, StandardCharsets.ISO_8859_1), "Latin-1 in its first row", notUtf8, save),
                told(
                        encoded("x.csv", "Straße,user,action\n", StandardCharsets.ISO_8859_1),
                        "Latin-1 header",
                        notUtf8,
                        save),
                told(encoded("x.json", "[{\"user\":\"zoë\"}]", StandardCharsets.ISO_8859_1), "Latin-1", notUtf8, save),
                told(encoded("x.ndjson", "{\"user\":\"zoë\"}", StandardCharsets.ISO_8859_1), "Latin-1", notUtf8, save),
                told(new Dropped("x.csv", bytes(0x1F, 0x8B, 8, 1, 1)), "gzip", notUtf8, save));
    }

    @ParameterizedTest
    @ValueSource(strings = {"user,action\n", "<html>", "null", "\"user\"", "12", "}"})
    void jsonThatBeginsWithNeitherBraceNorBracketIsRefused(String text) {
        assertThat(Dropped.json(text).refusal()).contains("the file is not JSON", "must begin with { or [");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "leavers.txt",
                "leavers.xlsx",
                "leavers",
                "leavers.csv.gz",
                "leavers.csv~",
                "csv.",
                "leavers.jsonl"
            })
    void filesOfAnotherKindAreRefusedByTheirName(String name) {
        assertThat(Dropped.file(name, LEAVERS).refusal()).contains("the name must end in .csv, .json or .ndjson");
    }

    @ParameterizedTest
    @ValueSource(strings = {"leavers.csv", "LEAVERS.CSV", "a.b.Csv"})
    void theCaseOfTheNameDoesNotMatter(String name) {
        assertThat(Dropped.file(name, LEAVERS).change().user()).isEqualTo("zoë@x.org");
    }

    @Test
    void theReasonHoldsNothingThatCannotBeShown() {
        assertThat(Dropped.csv("\u001B[31muser\u202E\n").refusal()).contains("\" [31muser \"");
    }

    private static Arguments told(Arguments file, String wrong, String mend) {
        Object[] of = file.get();
        return arguments(of[0], of[1], wrong, mend);
    }

    private static Arguments told(Dropped file, String what, String wrong, String mend) {
        return arguments(what, file, wrong, mend);
    }

    private static Arguments text(String name, String what, String text) {
        return arguments(name + ": " + what, Dropped.file(name, text));
    }

    private static Dropped encoded(String name, String text, Charset charset) {
        return new Dropped(name, text.getBytes(charset));
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int at = 0; at < values.length; at++) {
            bytes[at] = (byte) values[at];
        }
        return bytes;
    }
}
