package dev.zoomstatus.intake;

import java.nio.charset.CharacterCodingException;

/** The bytes of one row, up to a limit: a longer row is counted but not held. */
final class RecordBuffer {
    /** Bytes a row may have; far above what its fields need, far below what would hurt. */
    static final int LIMIT = 65_536;

    static final String TOO_LONG = "the row is longer than 64 KiB and was skipped: shorten it, and look for a quote"
            + " or bracket that is closed too late";

    private final byte[] bytes = new byte[LIMIT];
    private int length;
    private boolean full;

    void clear() {
        length = 0;
        full = false;
    }

    void add(int next) {
        if (length < LIMIT) {
            bytes[length++] = (byte) next;
        } else {
            full = true;
        }
    }

    int length() {
        return length;
    }

    /** Tells whether more bytes came than are held. */
    boolean isTooLong() {
        return full;
    }

    /** Decodes all bytes held. */
    String text() throws CharacterCodingException {
        return Utf8.decode(bytes, 0, length);
    }

    /** Decodes the bytes from {@code start} to before {@code end}. */
    String text(int start, int end) throws CharacterCodingException {
        return Utf8.decode(bytes, start, end - start);
    }
}
