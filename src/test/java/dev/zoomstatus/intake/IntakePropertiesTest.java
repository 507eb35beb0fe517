package dev.zoomstatus.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.Printable;
import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** What holds for any file and any message, whoever wrote it. */
@PropertyDefaults(tries = 500)
class IntakePropertiesTest {

    private static final Instant EARLIEST = Instant.parse("2000-01-02T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-30T00:00:00Z");

    @Property
    void anyBytesAreReadOrRefusedAndShownSafely(
            @ForAll("names") String name, @ForAll("starts") String start, @ForAll("bytes") byte[] rest) {
        List<Row> rows = rowsOf(new Dropped(name, joined(start, rest)));

        assertThat(rows).allSatisfy(row -> assertThat(shown(row)).allMatch(IntakePropertiesTest::isPrintable));
    }

    @Property
    void linesStrictlyIncrease(
            @ForAll("names") String name, @ForAll("starts") String start, @ForAll("bytes") byte[] rest) {
        List<Long> lines = rowsOf(new Dropped(name, joined(start, rest))).stream()
                .map(Row::line)
                .toList();

        assertThat(lines).isSorted().doesNotHaveDuplicates().allMatch(line -> line > 0);
    }

    @Property
    void anyMessageIsOneRowThatIsShownSafely(@ForAll("bytes") byte[] body) {
        Row row = MessageRow.read(body, Dropped.READER);

        assertThat(row.line()).isZero();
        assertThat(shown(row)).allMatch(IntakePropertiesTest::isPrintable);
    }

    @Property
    void whatAnotherLibraryWritesAsCsvIsReadBackEqual(
            @ForAll("tables") List<List<String>> table, @ForAll("delimiters") char delimiter) throws IOException {
        String csv = printed(CSVFormat.RFC4180.builder().setDelimiter(delimiter).get(), table);

        assertThat(cells(csv, delimiter)).isEqualTo(table);
    }

    @Property
    void anyChangesWrittenAsCsvAreReadBackEqual(@ForAll("changes") List<StatusChange> changes) throws IOException {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("reason", "user", "action", "request_id", "effective_at", "requested_by"));
        for (StatusChange change : changes) {
            table.add(Stream.of(
                            change.reason(),
                            change.user(),
                            change.action(),
                            change.requestId(),
                            change.effectiveAt(),
                            change.requestedBy())
                    .map(value -> Objects.toString(value, ""))
                    .toList());
        }

        assertThat(Dropped.csv(printed(CSVFormat.RFC4180, table)).changes()).isEqualTo(changes);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.of("x.csv", "x.json", "x.ndjson");
    }

    @Provide
    Arbitrary<Character> delimiters() {
        return Arbitraries.of(',', ';', '\t');
    }

    /** So that not all files are refused at once. */
    @Provide
    Arbitrary<String> starts() {
        return Arbitraries.of(
                "",
                "\uFEFF",
                "user,action\n",
                "user;action;request_id\r\n\"a@x.org",
                "[",
                "[{\"user\":\"a@x.org\",\"action\":\"activate\"}",
                "{\"user\":\"a@x.org\",",
                "{\"user\":\"a@x.org\",\"action\":\"activate\"}\n");
    }

    /** Any bytes; and such as come near to what is expected. */
    @Provide
    Arbitrary<byte[]> bytes() {
        Arbitrary<String> near = Arbitraries.of(
                        "\"",
                        "\"\"",
                        ",",
                        ";",
                        "\t",
                        "\n",
                        "\r\n",
                        "\r",
                        " ",
                        "{",
                        "}",
                        "[",
                        "]",
                        ":",
                        "\\",
                        "\\u0000",
                        "\0",
                        "\u001B",
                        "\u202E",
                        "\u00A0",
                        "\uFEFF",
                        "ë",
                        "\uD83D\uDE00",
                        "1",
                        "null",
                        "user",
                        "a@x.org",
                        "\"user\":",
                        "\"action\":",
                        "\"requestId\":",
                        "\"activate\"",
                        "deactivate,",
                        "\n{")
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
        Arbitrary<byte[]> any = Arbitraries.bytes().array(byte[].class).ofMaxSize(200);
        return Combinators.combine(
                        near, Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.just(new byte[0])), Tuple.of(1, any)))
                .as(IntakePropertiesTest::joined);
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        Arbitrary<String> cell = Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars(',', ';', '\t', '"', '\r', '\n', ' ', '#', '\\', 'a', 'ë', '€')
                        .ofMaxLength(12),
                Arbitraries.strings().ofMaxLength(12).filter(IntakePropertiesTest::isUnicode));
        return cell.list().ofMinSize(1).ofMaxSize(6).list().ofMaxSize(8);
    }

    @Provide
    Arbitrary<List<StatusChange>> changes() {
        Arbitrary<String> user = texts(254)
                .map(text -> text.replace(' ', '_'))
                .filter(text -> !text.startsWith("\"") && !text.endsWith("\""))
                .filter(text -> !text.equals(".") && !text.equals("..") && !text.equalsIgnoreCase("me"));
        Arbitrary<Instant> time = Arbitraries.longs()
                .between(EARLIEST.toEpochMilli(), LATEST.toEpochMilli())
                .map(Instant::ofEpochMilli);
        return Combinators.combine(
                        user,
                        Arbitraries.of(Action.class),
                        texts(255).injectNull(0.3),
                        time.injectNull(0.5),
                        texts(500).injectNull(0.3),
                        texts(255).injectNull(0.3))
                .as(StatusChange::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    /** Texts that are taken as they are: all to be seen, and no white space around them. */
    private static Arbitrary<String> texts(int maxLength) {
        return Arbitraries.strings()
                .withCharRange(' ', '~')
                .withChars("äëß€李,;\"\"''==")
                .ofMinLength(1)
                .ofMaxLength(maxLength)
                .filter(text -> text.equals(Spaces.trim(text)));
    }

    private static List<Row> rowsOf(Dropped file) {
        try {
            return file.read();
        } catch (UnreadableFileException e) {
            assertThat(e).message().isNotBlank().matches(IntakePropertiesTest::isPrintable, "can be shown");
            return List.of();
        }
    }

    private static List<String> shown(Row row) {
        return Stream.of(row.user(), row.action(), row.requestId(), row.problem())
                .filter(Objects::nonNull)
                .toList();
    }

    private static boolean isPrintable(@Nullable String text) {
        return text != null && text.codePoints().allMatch(Printable::isPrintable);
    }

    private static boolean isUnicode(String text) {
        return StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static byte[] joined(String start, byte[] rest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(start.getBytes(StandardCharsets.UTF_8));
        bytes.writeBytes(rest);
        return bytes.toByteArray();
    }

    private static String printed(CSVFormat format, List<List<String>> table) throws IOException {
        StringBuilder csv = new StringBuilder();
        try (CSVPrinter printer = new CSVPrinter(csv, format)) {
            printer.printRecords(table);
        }
        return csv.toString();
    }

    private static List<List<String>> cells(String csv, char delimiter) throws IOException {
        byte[] bytes = csv.getBytes(StandardCharsets.UTF_8);
        CsvRecords records = new CsvRecords(new ByteSource(new ByteArrayInputStream(bytes)), delimiter);
        List<List<String>> table = new ArrayList<>();
        while (records.next()) {
            table.add(records.cells());
        }
        return table;
    }
}
