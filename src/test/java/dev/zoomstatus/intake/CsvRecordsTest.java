package dev.zoomstatus.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.zoomstatus.intake.CsvRecords.Flaw;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** How CSV falls into records and cells: as RFC 4180 has it, and with mercy where that loses nothing. */
class CsvRecordsTest {

    @ParameterizedTest
    @MethodSource
    void splits(String csv, List<List<String>> expected) throws IOException {
        assertThat(cells(csv)).isEqualTo(expected);
    }

    static Stream<Arguments> splits() {
        return Stream.of(
                arguments("", List.of()),
                arguments("a", List.of(List.of("a"))),
                arguments("a,b\r\n", List.of(List.of("a", "b"))),
                arguments("a,b\nc,d", List.of(List.of("a", "b"), List.of("c", "d"))),
                arguments("a\rb\r", List.of(List.of("a"), List.of("b"))),
                arguments("\n", List.of(List.of(""))),
                arguments("a\n\nb", List.of(List.of("a"), List.of(""), List.of("b"))),
                arguments("a,", List.of(List.of("a", ""))),
                arguments(",,", List.of(List.of("", "", ""))),
                arguments(" a , b ", List.of(List.of(" a ", " b "))),
                arguments("a;b\tc", List.of(List.of("a;b\tc"))),
                arguments("\"a,b\",c", List.of(List.of("a,b", "c"))),
                arguments("\"\",c", List.of(List.of("", "c"))),
                arguments("\"\"", List.of(List.of(""))),
                arguments("\"\"\"\"", List.of(List.of("\""))),
                arguments("\"say \"\"hi\"\"\",c", List.of(List.of("say \"hi\"", "c"))),
                arguments("\"a\r\nb\",c\r\nd", List.of(List.of("a\r\nb", "c"), List.of("d"))),
                arguments("\"a\rb\nc\"\rd", List.of(List.of("a\rb\nc"), List.of("d"))),
                arguments("a\"b\",\"c\"", List.of(List.of("a\"b\"", "c"))),
                arguments(" \"a\",b", List.of(List.of(" \"a\"", "b"))),
                arguments("\"a\"  ,b", List.of(List.of("a", "b"))),
                arguments("\"a\" ", List.of(List.of("a"))),
                arguments("ü,€,\uD83D\uDE00", List.of(List.of("ü", "€", "\uD83D\uDE00"))));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            a,b         | NONE
            "a",b       | NONE
            a"b,c       | NONE
            "a"b,c      | TEXT_AFTER_QUOTE
            "a" b,c     | TEXT_AFTER_QUOTE
            "a"";b"x    | TEXT_AFTER_QUOTE
            "a,b        | QUOTE_NOT_CLOSED
            a,"         | QUOTE_NOT_CLOSED
            "a""        | QUOTE_NOT_CLOSED
            """)
    void saysWhatIsWrongWithARecord(String csv, Flaw flaw) throws IOException {
        CsvRecords records = records(csv);
        records.next();

        assertThat(records.flaw()).isEqualTo(flaw);
    }

    @ParameterizedTest
    @CsvSource({"65536, NONE", "65537, TOO_LONG", "2000000, TOO_LONG"})
    void aRecordMayHave64KiB(int length, Flaw flaw) throws IOException {
        CsvRecords records = records("a".repeat(length) + "\r\nb");
        records.next();

        assertThat(records.flaw()).isEqualTo(flaw);
    }

    @Test
    void aFlawIsForgottenInTheNextRecord() throws IOException {
        CsvRecords records = records("\"a\"b\nc");
        records.next();
        records.next();

        assertThat(records.flaw()).isEqualTo(Flaw.NONE);
    }

    @Test
    void keepsTheWholeCellsOfARecordThatIsTooLong() throws IOException {
        assertThat(cells("a,b," + "c".repeat(70_000) + ",d\ne")).containsExactly(List.of("a", "b"), List.of("e"));
    }

    @Test
    void keepsTheWholeCellsOfARecordThatNeverEnds() throws IOException {
        assertThat(cells("a,b,\"c\nd,e")).containsExactly(List.of("a", "b"));
    }

    @Test
    void aRecordIsInTheLineInWhichItBegins() throws IOException {
        CsvRecords records = records("a\r\n\"b\r\n\r\n\"\rc\n\nd");
        List<Long> lines = new ArrayList<>();
        List<Long> lastLines = new ArrayList<>();
        while (records.next()) {
            lines.add(records.line());
            lastLines.add(records.lastLine());
        }

        assertThat(lines).containsExactly(1L, 2L, 5L, 6L, 7L);
        assertThat(lastLines).containsExactly(1L, 4L, 5L, 6L, 7L);
    }

    private static List<List<String>> cells(String csv) throws IOException {
        CsvRecords records = records(csv);
        List<List<String>> all = new ArrayList<>();
        while (records.next()) {
            all.add(records.cells());
        }
        return all;
    }

    private static CsvRecords records(String csv) {
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        return new CsvRecords(new ByteSource(new ByteArrayInputStream(bytes)), ',');
    }
}
