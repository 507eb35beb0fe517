package dev.zoomstatus.bench;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** Reads the requests of one connection: the target, and a body of known or chunked length that nobody looks at. */
final class LightRequests {

    private final InputStream in;
    private byte[] bytes = new byte[8192];
    private int begin;
    private int end;
    private byte[] target = new byte[0];
    private boolean call;

    LightRequests(InputStream in) {
        this.in = in;
    }

    /** Reads the next one; false if the other side has closed the connection. */
    boolean next() throws IOException {
        System.arraycopy(bytes, begin, bytes, 0, end - begin);
        end -= begin;
        begin = 0;
        int headEnd = indexOf("\r\n\r\n", 0);
        while (headEnd < 0) {
            if (!more()) {
                return false;
            }
            headEnd = indexOf("\r\n\r\n", 0);
        }
        call = bytes[0] == 'P' && bytes[1] == 'U';
        int targetBegin = indexOf(" ", 0) + 1;
        target = Arrays.copyOfRange(bytes, targetBegin, indexOf(" ", targetBegin));
        begin = skipBody(headEnd + 4);
        return true;
    }

    /** Whether it is a PUT. */
    boolean isCall() {
        return call;
    }

    String target() {
        return new String(target, StandardCharsets.US_ASCII);
    }

    private int skipBody(int from) throws IOException {
        String head = new String(bytes, 0, from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        int length = head.indexOf("\r\ncontent-length:");
        if (length >= 0) {
            int valueAt = length + "\r\ncontent-length:".length();
            int bodyEnd = from
                    + Integer.parseInt(head.substring(valueAt, head.indexOf("\r\n", valueAt))
                            .strip());
            while (end < bodyEnd) {
                needMore();
            }
            return bodyEnd;
        }
        if (!head.contains("\r\ntransfer-encoding: chunked")) {
            return from;
        }
        while (indexOf("\r\n0\r\n\r\n", from - 2) < 0) {
            needMore();
        }
        return indexOf("\r\n0\r\n\r\n", from - 2) + 7;
    }

    private void needMore() throws IOException {
        if (!more()) {
            throw new EOFException();
        }
    }

    private boolean more() throws IOException {
        if (end == bytes.length) {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
        int read = in.read(bytes, end, bytes.length - end);
        end += Math.max(0, read);
        return read > 0;
    }

    private int indexOf(String text, int from) {
        for (int at = from; at <= end - text.length(); at++) {
            int same = 0;
            while (same < text.length() && bytes[at + same] == text.charAt(same)) {
                same++;
            }
            if (same == text.length()) {
                return at;
            }
        }
        return -1;
    }
}
