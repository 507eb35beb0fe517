package dev.zoomstatus.intake;

import java.io.IOException;

/** The first bytes of a file: a byte order mark, or signs that this is no text. */
final class FileStart {
    private FileStart() {}

    /** Takes a UTF-8 byte order mark; refuses what is no UTF-8 text at first sight. */
    static void check(ByteSource bytes) throws IOException, UnreadableFileException {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF)) {
            bytes.read();
            bytes.read();
            bytes.read();
        }
        if (startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            throw new UnreadableFileException(
                    "the file is UTF-16 (\"Unicode text\"): save it as UTF-8 (in Excel: \"CSV UTF-8\")");
        }
        if (startsWith(bytes, 'P', 'K', 3, 4)) {
            throw new UnreadableFileException(
                    "the file is an Excel workbook or a ZIP archive: save it as CSV (in Excel: \"CSV UTF-8\")");
        }
        // UTF-16 without a mark shows itself by the zero half of its first ASCII characters.
        for (int at = 0; at < 4; at++) {
            if (bytes.peek(at) == 0) {
                throw binary();
            }
        }
    }

    static UnreadableFileException binary() {
        return new UnreadableFileException("the file is not UTF-8 text (it holds NUL bytes, as binary files and UTF-16"
                + " do): save it as UTF-8 text");
    }

    private static boolean startsWith(ByteSource bytes, int... start) throws IOException {
        for (int at = 0; at < start.length; at++) {
            if (bytes.peek(at) != start[at]) {
                return false;
            }
        }
        return true;
    }
}
