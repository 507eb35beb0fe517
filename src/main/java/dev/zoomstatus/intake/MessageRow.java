package dev.zoomstatus.intake;

import dev.zoomstatus.change.Row;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the body of a message: one JSON object of at most 64 KiB. */
public final class MessageRow {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private MessageRow() {}

    /** Reads a body of bytes, which must be UTF-8. */
    public static Row read(byte[] body, ChangeReader reader) {
        if (body.length > RecordBuffer.LIMIT) {
            return tooLong();
        }
        try {
            return parse(Utf8.decode(body, 0, body.length), reader);
        } catch (CharacterCodingException e) {
            return Row.invalid(0, "the message is not UTF-8: encode its text as UTF-8");
        }
    }

    /** Reads a body of text. */
    public static Row read(String body, ChangeReader reader) {
        // Only a text of middling length must be encoded to see how long it is.
        if (body.length() > RecordBuffer.LIMIT
                || (body.length() > RecordBuffer.LIMIT / 3
                        && body.getBytes(StandardCharsets.UTF_8).length > RecordBuffer.LIMIT)) {
            return tooLong();
        }
        return parse(body, reader);
    }

    private static Row parse(String body, ChangeReader reader) {
        String json = body.startsWith(BYTE_ORDER_MARK) ? body.substring(1) : body;
        if (Spaces.isBlank(json)) {
            return Row.invalid(0, "the message is empty: send " + JsonObjectReader.EXAMPLE);
        }
        try {
            return new JsonObjectReader(reader).read(0, json);
        } catch (BrokenJsonException e) {
            return Row.invalid(
                    0,
                    "the message is not one valid JSON object; the mistake is near line " + e.line() + ", column "
                            + e.column() + ": send " + JsonObjectReader.EXAMPLE);
        }
    }

    private static Row tooLong() {
        return Row.invalid(0, "the message is longer than 64 KiB: send one change a message, and shorten its texts");
    }
}
