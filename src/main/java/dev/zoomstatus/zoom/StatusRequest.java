package dev.zoomstatus.zoom;

import dev.zoomstatus.change.Action;
import dev.zoomstatus.zoom.ZoomSettings.BodyFormat;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** The request "Update user status": its path, and its body with the one field {@code action}. */
@ApplicationScoped
public class StatusRequest {

    private static final String BOUNDARY = "zoom-user-status-3a9f1c7e5b2d4860";

    private final BodyFormat format;

    /** Writes bodies in the format of {@code zoom.body-format}. */
    public StatusRequest(ZoomSettings settings) {
        this.format = settings.bodyFormat();
    }

    /** The path below the API's address; the user is percent-encoded, once, as one segment (RFC 3986, 3.3). */
    public static String path(String user) {
        // Form encoding escapes more than a path must, and differs from it in these three alone.
        String segment = URLEncoder.encode(user, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A")
                .replace("%7E", "~");
        return "/users/" + segment + "/status";
    }

    /** The value of {@code Content-Type}. */
    public String contentType() {
        return switch (format) {
            case MULTIPART -> "multipart/form-data; boundary=" + BOUNDARY;
            case JSON -> "application/json";
        };
    }

    /** The body: a form as the seed's curl command sends it (RFC 7578), or JSON as Zoom's current contract has it. */
    public byte[] body(Action action) {
        String text =
                switch (format) {
                    case MULTIPART ->
                        "--" + BOUNDARY + "\r\n"
                                + "Content-Disposition: form-data; name=\"action\"\r\n\r\n"
                                + action.wire() + "\r\n--" + BOUNDARY + "--\r\n";
                    case JSON -> "{\"action\":\"" + action.wire() + "\"}";
                };
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
