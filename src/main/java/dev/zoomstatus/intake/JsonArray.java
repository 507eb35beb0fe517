package dev.zoomstatus.intake;

import dev.zoomstatus.change.Row;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The elements of a JSON array, numbered from 1. From the first mistake in the JSON on, the rest is one row. */
final class JsonArray implements RowSource {
    private final ByteSource source;
    private final JsonValueReader value;
    private final JsonObjectReader objects;
    private long number;
    private boolean ended;

    /** Takes the opening bracket. */
    JsonArray(ByteSource source, ChangeReader reader) throws IOException {
        this.source = source;
        this.value = new JsonValueReader(source);
        this.objects = new JsonObjectReader(reader);
        source.read();
    }

    @Override
    public @Nullable Row next() throws IOException {
        if (ended) {
            return null;
        }
        source.skipSpace();
        if (source.peek() == ']') {
            source.read();
            return afterLast();
        }
        number++;
        if (number > 1) {
            if (source.peek() != ',') {
                return rest(
                        source.peek() == ByteSource.END
                                ? "the closing bracket ] of the array is missing"
                                : "a comma is missing " + here());
            }
            source.read();
            source.skipSpace();
        }
        return element();
    }

    @Override
    public long line() {
        return number;
    }

    private Row element() throws IOException {
        if (!value.read()) {
            return rest("the file ends inside the element that begins in line " + value.line());
        }
        if (value.isEmpty()) {
            return rest("an element or the closing bracket ] is missing " + here());
        }
        if (value.isTooLong()) {
            return Row.invalid(number, RecordBuffer.TOO_LONG);
        }
        try {
            return objects.read(number, value.text());
        } catch (BrokenJsonException e) {
            return rest("this is not valid JSON near " + value.place(e));
        }
    }

    private @Nullable Row afterLast() throws IOException {
        ended = true;
        source.skipSpace();
        if (source.peek() == ByteSource.END) {
            return null;
        }
        number++;
        return rest("there is something after the closing bracket ] of the array " + here());
    }

    private Row rest(String problem) {
        ended = true;
        return Row.invalid(
                number, problem + "; from here on nothing was read: mend it and send the rest in a new file");
    }

    private String here() {
        return "at line " + source.line() + ", column " + source.column();
    }
}
