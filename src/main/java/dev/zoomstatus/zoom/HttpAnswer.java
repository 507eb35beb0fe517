package dev.zoomstatus.zoom;

import java.nio.charset.StandardCharsets;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * An answer as the HTTP component left it in a message.
 *
 * @param status the HTTP status
 * @param headers the headers that mean something to us
 * @param body empty if there was none
 */
public record HttpAnswer(int status, AnswerHeaders headers, String body) {

    /** Takes the answer out of a message. */
    public static HttpAnswer of(Message message) {
        int status = message.getHeader(Exchange.HTTP_RESPONSE_CODE, 0, Integer.class);
        byte[] body = status / 100 == 2 ? null : message.getBody(byte[].class); // a success says no more
        return new HttpAnswer(
                status,
                new AnswerHeaders(
                        header(message, ZoomHeaders.TRACKING_ID),
                        header(message, ZoomHeaders.RETRY_AFTER),
                        header(message, ZoomHeaders.LIMIT_TYPE)),
                body == null ? "" : new String(body, StandardCharsets.UTF_8));
    }

    /** Reads it; the token that was used must not come back in the message. */
    public ZoomAnswer read(AnswerReader reader, String token) {
        return reader.read(status, headers, body, token);
    }

    private static @Nullable String header(Message message, String name) {
        return message.getHeader(name, String.class);
    }
}
