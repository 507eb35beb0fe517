package dev.zoomstatus.intake;

import dev.zoomstatus.change.Printable;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The header of a CSV file: its delimiter and where the fields stand. */
final class CsvHeader {
    /** The delimiters there can be, the likeliest first. */
    static final List<Character> DELIMITERS = List.of(',', ';', '\t');

    private static final int COLUMNS_SHOWN = 10;

    private final char delimiter;
    private final List<String> names;
    private final CsvRecords.Flaw flaw;
    private final Map<Field, int[]> columns = new EnumMap<>(Field.class);

    private CsvHeader(char delimiter, List<String> names, CsvRecords.Flaw flaw) {
        this.delimiter = delimiter;
        this.names = names;
        this.flaw = flaw;
        for (Field field : Field.values()) {
            columns.put(
                    field,
                    field.names().stream()
                            .mapToInt(names::indexOf)
                            .filter(at -> at >= 0)
                            .toArray());
        }
    }

    /** Looks at the header, without taking it, and finds the delimiter with which it names the needed columns. */
    static CsvHeader find(ByteSource source) throws IOException, UnreadableFileException {
        byte[] window = source.window();
        CsvHeader widest = split(window, DELIMITERS.get(0));
        for (char delimiter : DELIMITERS) {
            CsvHeader header = split(window, delimiter);
            if (header.has(Field.USER) && header.has(Field.ACTION)) {
                header.refuseFlawed();
                return header;
            }
            widest = header.width() > widest.width() ? header : widest;
        }
        throw widest.columnsMissing();
    }

    char delimiter() {
        return delimiter;
    }

    /** The number of cells a row should have. */
    int width() {
        return names.size();
    }

    /** Picks the fields out of a row; of several columns for one field the first that is not blank. */
    RawChange pick(List<String> cells) {
        Map<Field, String> values = new EnumMap<>(Field.class);
        columns.forEach((field, places) -> {
            for (int place : places) {
                if (place < cells.size() && !Spaces.isBlank(cells.get(place))) {
                    values.put(field, cells.get(place));
                    return;
                }
            }
        });
        return new RawChange(Field.Spelling.CSV, values, Map.of());
    }

    private static CsvHeader split(byte[] window, char delimiter) throws IOException {
        CsvRecords records = new CsvRecords(new ByteSource(new ByteArrayInputStream(window)), delimiter);
        records.next();
        List<String> names = records.cells().stream().map(Field::normal).toList();
        return new CsvHeader(delimiter, names, records.flaw());
    }

    private boolean has(Field field) {
        return Arrays.stream(columns.getOrDefault(field, new int[0])).findAny().isPresent();
    }

    private void refuseFlawed() throws UnreadableFileException {
        if (flaw != CsvRecords.Flaw.NONE) {
            throw new UnreadableFileException("the header is broken (longer than 64 KiB, a quote that is never closed,"
                    + " or text after a closing quote): write " + example());
        }
        for (String name : names) {
            if (Field.named(name) != null && names.indexOf(name) != names.lastIndexOf(name)) {
                throw new UnreadableFileException("the header names the column " + FieldChecks.quoted(name)
                        + " twice: which one is meant cannot be told, so keep one of them");
            }
        }
    }

    private UnreadableFileException columnsMissing() {
        if (names.stream().anyMatch(name -> name.indexOf('\0') >= 0)) {
            return FileStart.binary();
        }
        String needed = has(Field.USER)
                ? "no column action"
                : "no column user (or user_id, userId, email)" + (has(Field.ACTION) ? "" : " and no column action");
        return new UnreadableFileException("the header has " + needed + ", only: " + shown() + "; the first line must"
                + " name the columns, such as " + example());
    }

    private String shown() {
        String some =
                names.stream().limit(COLUMNS_SHOWN).map(FieldChecks::quoted).collect(Collectors.joining(", "));
        return names.size() > COLUMNS_SHOWN ? some + ", …" : Printable.clean(some, 500);
    }

    private static String example() {
        return "user,action,request_id,effective_at,reason,requested_by (user and action are needed; comma, semicolon"
                + " or tab in between)";
    }
}
