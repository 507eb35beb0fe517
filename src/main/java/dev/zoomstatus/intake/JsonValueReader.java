package dev.zoomstatus.intake;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;

/**
 * Cuts one JSON value out of a file by its brackets and quotes alone, so that a value of any size is passed over without
 * being held. Whether it is right inside is for the parser to say.
 */
final class JsonValueReader {
    private final ByteSource source;
    private final RecordBuffer buffer = new RecordBuffer();
    private long line;
    private long column;
    private int depth;
    private boolean inString;

    JsonValueReader(ByteSource source) {
        this.source = source;
    }

    /** Takes the value that comes next, if any; false if the file ends inside it. */
    boolean read() throws IOException {
        buffer.clear();
        line = source.line();
        column = source.column();
        depth = 0;
        inString = false;
        while (true) {
            int next = source.peek();
            if (next == ByteSource.END) {
                return depth == 0 && !inString;
            }
            if (depth == 0 && !inString && comesAfterValue(next)) {
                return true;
            }
            take();
            if (depth <= 0 && !inString && closes(next)) {
                return true;
            }
        }
    }

    /** The value's text, as far as it is held. */
    String text() throws CharacterCodingException {
        return buffer.text();
    }

    boolean isEmpty() {
        return buffer.length() == 0;
    }

    /** Tells whether the file ends inside a string of the value. */
    boolean isInString() {
        return inString;
    }

    boolean isTooLong() {
        return buffer.isTooLong();
    }

    /** The line of the file in which the value begins. */
    long line() {
        return line;
    }

    /** Says where in the file a mistake in the value is. */
    String place(BrokenJsonException e) {
        long at = e.line() == 1 ? column + e.column() - 1 : e.column();
        return "line " + (line + e.line() - 1) + ", column " + at;
    }

    private void take() throws IOException {
        int next = source.read();
        buffer.add(next);
        if (inString && next == '\\' && source.peek() != ByteSource.END) {
            buffer.add(source.read());
        } else if (next == '"') {
            inString = !inString;
        } else if (!inString) {
            depth += next == '{' || next == '[' ? 1 : next == '}' || next == ']' ? -1 : 0;
        }
    }

    private static boolean closes(int taken) {
        return taken == '"' || taken == '}' || taken == ']';
    }

    private static boolean comesAfterValue(int next) {
        return next == ',' || next == ']' || next == ' ' || next == '\t' || next == '\n' || next == '\r';
    }
}
