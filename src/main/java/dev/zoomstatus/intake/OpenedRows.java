package dev.zoomstatus.intake;

import dev.zoomstatus.change.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/** Rows of which the first is read already, so that a file without any is refused as a whole. */
final class OpenedRows implements Rows {
    static final String NOT_UTF_8 = "the file is not UTF-8 text: save it as UTF-8 (in Excel: \"CSV UTF-8\")";

    private final ByteSource bytes;
    private final RowSource source;
    private @Nullable Row ahead;
    private boolean ended;

    private OpenedRows(ByteSource bytes, RowSource source, Row first) {
        this.bytes = bytes;
        this.source = source;
        this.ahead = first;
    }

    /** Reads the first row; throws if there is none, or if it is not UTF-8. */
    static Rows open(ByteSource bytes, RowSource source) throws IOException, UnreadableFileException {
        Row first = source.next();
        if (first == null) {
            throw noData();
        }
        return new OpenedRows(bytes, source, first);
    }

    static UnreadableFileException noData() {
        return new UnreadableFileException(
                "the file holds no data: it needs at least one change with a user and an action");
    }

    @Override
    public boolean hasNext() {
        if (ahead == null && !ended) {
            ahead = read();
            ended |= ahead == null;
        }
        return ahead != null;
    }

    @Override
    public Row next() {
        Row row = hasNext() ? ahead : null;
        if (row == null) {
            throw new NoSuchElementException();
        }
        ahead = null;
        return row;
    }

    @Override
    public void close() throws IOException {
        ended = true;
        ahead = null;
        bytes.close();
    }

    private @Nullable Row read() {
        try {
            return source.next();
        } catch (CharacterCodingException e) {
            ended = true;
            return Row.invalid(
                    source.line(),
                    "here the file stops being UTF-8; this row and all that follow were not read:"
                            + " save them as UTF-8 in a new file");
        } catch (IOException e) {
            ended = true;
            throw new UncheckedIOException(e);
        }
    }
}
