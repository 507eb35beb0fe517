package dev.zoomstatus.intake;

import java.io.IOException;

/** Lines that may stand before a CSV header: blank ones, and the {@code sep=;} by which Excel is told the delimiter. */
final class CsvPreamble {
    private CsvPreamble() {}

    /** Takes them all; what is left begins with the header, or is empty. */
    static void skip(ByteSource source) throws IOException {
        skipBlankLines(source);
        if (isSeparatorLine(source)) {
            skipLine(source);
            skipBlankLines(source);
        }
    }

    private static void skipBlankLines(ByteSource source) throws IOException {
        while (source.peek() != ByteSource.END && isBlankLine(source)) {
            skipLine(source);
        }
    }

    private static boolean isBlankLine(ByteSource source) throws IOException {
        for (int at = 0; at < ByteSource.WINDOW; at++) {
            int next = source.peek(at);
            if (endsLine(next)) {
                return true;
            }
            if (next != ' ' && !CsvHeader.DELIMITERS.contains((char) next)) {
                return false;
            }
        }
        return false;
    }

    // The header shows which delimiter it is; that an announced one is wrong would only be one more way to fail.
    private static boolean isSeparatorLine(ByteSource source) throws IOException {
        return (source.peek(0) | 0x20) == 's'
                && (source.peek(1) | 0x20) == 'e'
                && (source.peek(2) | 0x20) == 'p'
                && source.peek(3) == '='
                && endsLine(source.peek(5));
    }

    private static void skipLine(ByteSource source) throws IOException {
        int next = source.read();
        while (!endsLine(next)) {
            next = source.read();
        }
        source.finishLineEnd(next);
    }

    private static boolean endsLine(int next) {
        return next == '\n' || next == '\r' || next == ByteSource.END;
    }
}
