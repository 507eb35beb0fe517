package dev.zoomstatus.zoom;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** What is sent to Zoom and must never be told, should the other side repeat it in an answer. */
final class Secrets {

    /** A shorter id is none of Zoom's, and might be part of any word. */
    private static final int LEAST_OF_AN_ID = 8;

    private final String pair;
    private final List<String> secrets;

    /** Knows those of the settings. */
    Secrets(ZoomSettings settings) {
        pair = Base64.getEncoder()
                .encodeToString((settings.clientId() + ":" + settings.clientSecret()).getBytes(StandardCharsets.UTF_8));
        Stream<String> ids =
                Stream.of(settings.clientId(), settings.accountId()).filter(id -> id.length() >= LEAST_OF_AN_ID);
        secrets = Stream.concat(Stream.of(pair, settings.clientSecret()), ids).toList();
    }

    /** Client id and secret as they are sent: Base64 (RFC 7617). */
    String pair() {
        return pair;
    }

    /**
     * The text with {@code ***} in place of each secret. To be done before anything is cut off: half of one is one, too.
     *
     * @param token the one that was used, empty for none
     */
    String masked(String text, String token) {
        String masked = token.isEmpty() ? text : text.replace(token, "***");
        for (String secret : secrets) {
            masked = masked.replace(secret, "***");
        }
        return masked;
    }
}
