package dev.zoomstatus.intake;

import dev.zoomstatus.change.Row;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A file that is one JSON object written over several lines. */
final class JsonSingle implements RowSource {
    private final ByteSource source;
    private final JsonValueReader value;
    private final JsonObjectReader objects;
    private long line;
    private boolean broken;

    JsonSingle(ByteSource source, ChangeReader reader) {
        this.source = source;
        this.value = new JsonValueReader(source);
        this.objects = new JsonObjectReader(reader);
    }

    @Override
    public @Nullable Row next() throws IOException {
        source.skipSpace();
        if (broken || source.peek() == ByteSource.END) {
            return null;
        }
        boolean first = line == 0;
        line = source.line();
        if (!first) {
            broken = true;
            return Row.invalid(
                    line,
                    "there is something after the JSON object; from here on nothing was read: put several objects in"
                            + " an array, [{…},{…}], or each on a line of its own");
        }
        return object();
    }

    @Override
    public long line() {
        return line;
    }

    private Row object() throws IOException {
        boolean whole = value.read();
        if (value.isTooLong()) {
            return Row.invalid(line, RecordBuffer.TOO_LONG);
        }
        try {
            return objects.read(line, value.text());
        } catch (BrokenJsonException e) {
            broken = true;
            String problem =
                    whole ? "this is not valid JSON near " + value.place(e) : "the file ends inside the object";
            return Row.invalid(line, problem + "; from here on nothing was read: write " + JsonObjectReader.EXAMPLE);
        }
    }
}
