package dev.zoomstatus.intake;

import dev.zoomstatus.change.Row;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of a CSV file below its header. */
final class CsvRows implements RowSource {
    private final CsvHeader header;
    private final CsvRecords records;
    private final ChangeReader reader;

    private CsvRows(CsvHeader header, CsvRecords records, ChangeReader reader) {
        this.header = header;
        this.records = records;
        this.reader = reader;
    }

    /** Reads the header. */
    static RowSource open(ByteSource bytes, ChangeReader reader) throws IOException, UnreadableFileException {
        CsvPreamble.skip(bytes);
        if (bytes.peek() == ByteSource.END) {
            throw OpenedRows.noData();
        }
        CsvHeader header = CsvHeader.find(bytes);
        CsvRecords records = new CsvRecords(bytes, header.delimiter());
        records.next();
        return new CsvRows(header, records, reader);
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (records.next()) {
            List<String> cells = records.cells();
            if (records.flaw() != CsvRecords.Flaw.NONE || !areBlank(cells)) {
                return row(cells);
            }
        }
        return null;
    }

    @Override
    public long line() {
        return records.line();
    }

    private Row row(List<String> cells) {
        RawChange raw = header.pick(cells);
        String problem =
                switch (records.flaw()) {
                    case NONE -> tooManyCells(cells);
                    case TOO_LONG -> RecordBuffer.TOO_LONG;
                    case QUOTE_NOT_CLOSED ->
                        "a quote opened in this row is never closed; this row and all that follow"
                                + " were not read: close it, or write \"\" for a quote in a quoted cell";
                    case TEXT_AFTER_QUOTE ->
                        "there is text after a closing quote: write \"\" for a quote in a quoted"
                                + " cell, and nothing between the closing quote and the next delimiter";
                };
        Row row = problem == null ? reader.read(line(), raw) : raw.invalid(line(), problem);
        boolean tellsItsLines = records.lastLine() == line() || records.flaw() == CsvRecords.Flaw.QUOTE_NOT_CLOSED;
        return row.problem() == null || tellsItsLines ? row : row.withProblem(lines() + row.problem());
    }

    /** Which lines the row takes with it: who mends the first alone would lose the others. */
    private String lines() {
        return "lines " + line() + " to " + records.lastLine()
                + " are one row, for a quote that is opened in one of them is closed in a later one; nothing in them was"
                + " read: mend it and send all of them again; ";
    }

    private @Nullable String tooManyCells(List<String> cells) {
        int width = header.width();
        if (cells.size() <= width || areBlank(cells.subList(width, cells.size()))) {
            return null;
        }
        String delimiter = header.delimiter() == '\t' ? "a tab" : FieldChecks.quoted("" + header.delimiter());
        return "the row has " + cells.size() + " cells, the header only " + width + ": put a cell that holds "
                + delimiter + " in double quotes";
    }

    private static boolean areBlank(List<String> cells) {
        return cells.stream().allMatch(Spaces::isBlank);
    }
}
