package dev.zoomstatus.intake;

import java.io.ByteArrayInputStream;
import java.io.IOException;

/** Finds out in which of its ways a JSON file holds objects. */
final class JsonRows {
    private JsonRows() {}

    /**
     * Looks at the start of the file.
     *
     * @param maySpanLines an object that is not whole at the end of the first line goes on in the next ones; otherwise
     *     each line stands for itself
     */
    static RowSource open(ByteSource bytes, ChangeReader reader, boolean maySpanLines)
            throws IOException, UnreadableFileException {
        bytes.skipSpace();
        return switch (bytes.peek()) {
            case ByteSource.END -> throw OpenedRows.noData();
            case '[' -> new JsonArray(bytes, reader);
            case '{' ->
                maySpanLines && spansLines(bytes) ? new JsonSingle(bytes, reader) : new JsonLines(bytes, reader);
            default ->
                throw new UnreadableFileException(
                        "the file is not JSON: it must begin with { or [, such as " + JsonObjectReader.EXAMPLE);
        };
    }

    // A bracket open at the end of the first line may be closed in another one; a string may not.
    private static boolean spansLines(ByteSource bytes) throws IOException {
        byte[] window = bytes.window();
        int length = 0;
        while (length < window.length && window[length] != '\n' && window[length] != '\r') {
            length++;
        }
        JsonValueReader first = new JsonValueReader(new ByteSource(new ByteArrayInputStream(window, 0, length)));
        return length < ByteSource.WINDOW && !first.read() && !first.isInString();
    }
}
