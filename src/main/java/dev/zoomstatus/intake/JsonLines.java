package dev.zoomstatus.intake;

import dev.zoomstatus.change.Row;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** JSON with one object a line; a broken line spoils none of the others. */
final class JsonLines implements RowSource {
    private final ByteSource source;
    private final JsonObjectReader objects;
    private final RecordBuffer buffer = new RecordBuffer();
    private long line;

    JsonLines(ByteSource source, ChangeReader reader) {
        this.source = source;
        this.objects = new JsonObjectReader(reader);
    }

    @Override
    public @Nullable Row next() throws IOException {
        while (source.peek() != ByteSource.END) {
            readLine();
            if (buffer.isTooLong()) {
                return Row.invalid(line, RecordBuffer.TOO_LONG);
            }
            String text = buffer.text();
            if (!Spaces.isBlank(text)) {
                return row(text);
            }
        }
        return null;
    }

    @Override
    public long line() {
        return line;
    }

    private void readLine() throws IOException {
        buffer.clear();
        line = source.line();
        int next = source.read();
        while (next != '\n' && next != '\r' && next != ByteSource.END) {
            buffer.add(next);
            next = source.read();
        }
        source.finishLineEnd(next);
    }

    private Row row(String text) {
        try {
            return objects.read(line, text);
        } catch (BrokenJsonException e) {
            return Row.invalid(
                    line,
                    "the line is not one valid JSON object; the mistake is near column " + e.column() + ": write "
                            + JsonObjectReader.EXAMPLE + " and nothing after it");
        }
    }
}
