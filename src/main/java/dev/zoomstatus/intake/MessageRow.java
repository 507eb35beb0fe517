package dev.zoomstatus.intake;

import dev.zoomstatus.change.Row;
import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Reads the body of a message: one JSON object of at most 64 KiB. */
public final class MessageRow {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private MessageRow() {}

    /** Reads a message of text or bytes; what else there is may be anything, even a program, and is not looked into. */
    static Row read(Message message, ChangeReader reader) throws JMSException {
        if (message instanceof TextMessage text) {
            return read(text, reader);
        }
        if (message instanceof BytesMessage bytes) {
            byte[] body = new byte[(int) Math.min(bytes.getBodyLength(), RecordBuffer.LIMIT + 1L)];
            bytes.readBytes(body);
            bytes.reset();
            return read(body, reader);
        }
        return Row.invalid(0, "the message is neither text nor bytes: send " + JsonObjectReader.EXAMPLE);
    }

    private static Row read(TextMessage message, ChangeReader reader) {
        try {
            String body = message.getText();
            return read(body == null ? "" : body, reader);
        } catch (JMSException e) {
            return notUtf8(); // the client decodes it only now
        }
    }

    /** Reads a body of bytes, which must be UTF-8. */
    public static Row read(byte[] body, ChangeReader reader) {
        if (body.length > RecordBuffer.LIMIT) {
            return tooLong();
        }
        try {
            return parse(Utf8.decode(body, 0, body.length), reader);
        } catch (CharacterCodingException e) {
            return notUtf8();
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

    private static Row notUtf8() {
        return Row.invalid(0, "the message is not UTF-8: encode its text as UTF-8");
    }

    private static Row tooLong() {
        return Row.invalid(0, "the message is longer than 64 KiB: send one change a message, and shorten its texts");
    }
}
