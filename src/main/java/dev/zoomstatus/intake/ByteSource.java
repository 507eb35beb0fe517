package dev.zoomstatus.intake;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A file's bytes, one after the other, with a look ahead and the line they stand in.
 *
 * <p>LF, CRLF and a lone CR end a line. Bytes will do for finding lines, quotes and brackets: in UTF-8 no part of a
 * longer character looks like one of these.
 */
final class ByteSource implements Closeable {
    static final int END = -1;
    /** How far {@link #peek(int)} can look: a longest row and a byte to see that it ends there. */
    static final int WINDOW = RecordBuffer.LIMIT + 1;

    private final InputStream in;
    private final byte[] buffer = new byte[2 * WINDOW];
    private int position;
    private int limit;
    private long discarded;
    private long line = 1;
    private long lineStart;
    private long afterCr = -1;

    ByteSource(InputStream in) {
        this.in = in;
    }

    /** Takes the next byte, 0 to 255; {@link #END} at the end. */
    int read() throws IOException {
        if (position == limit && !fill()) {
            return END;
        }
        byte next = buffer[position++];
        if (next == '\n' || next == '\r') {
            countLine(next);
        }
        return next & 0xff;
    }

    /** Looks at the next byte without taking it. */
    int peek() throws IOException {
        return peek(0);
    }

    /** Looks at the byte that comes after {@code skip} others, at most {@link #WINDOW} − 1. */
    int peek(int skip) throws IOException {
        if (position + skip >= limit && (!fill() || position + skip >= limit)) {
            return END;
        }
        return buffer[position + skip] & 0xff;
    }

    /** Copies the next {@link #WINDOW} bytes, or what is left, without taking them. */
    byte[] window() throws IOException {
        fill();
        return Arrays.copyOfRange(buffer, position, Math.min(limit, position + WINDOW));
    }

    /** Takes JSON's white space: spaces, tabs and line ends. */
    void skipSpace() throws IOException {
        int next = peek();
        while (next == ' ' || next == '\t' || next == '\n' || next == '\r') {
            read();
            next = peek();
        }
    }

    /** Takes the rest of a CRLF whose CR was taken. */
    void finishLineEnd(int taken) throws IOException {
        if (taken == '\r' && peek() == '\n') {
            read();
        }
    }

    /** The line of the next byte, from 1. */
    long line() {
        return line;
    }

    /** The place of the next byte in its line, from 1, counted in bytes. */
    long column() {
        return discarded + position - lineStart + 1;
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    private void countLine(byte lineEnd) {
        long offset = discarded + position;
        if (lineEnd == '\r') {
            afterCr = offset;
        }
        lineStart = offset;
        if (lineEnd == '\r' || afterCr != offset - 1) {
            line++;
        }
    }

    private boolean fill() throws IOException {
        if (position > 0) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            discarded += position;
            limit -= position;
            position = 0;
        }
        int added = in.readNBytes(buffer, limit, buffer.length - limit);
        limit += added;
        return added > 0;
    }
}
