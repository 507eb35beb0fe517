package dev.zoomstatus.zoom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoomstatus.change.Printable;
import dev.zoomstatus.zoom.AnswerTable.Body;
import dev.zoomstatus.zoom.ZoomAnswer.Kind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Reads what Zoom said into one of a few kinds. */
@ApplicationScoped
public class AnswerReader {

    private static final int MOST_OF_A_BODY = 500 + 1; // and the mark that something was cut off
    private static final int MOST_OF_A_MESSAGE = 1000;

    private final ObjectMapper json = new ObjectMapper();
    private final Secrets secrets;
    private final Clock clock;

    /** Reads relative waits against the given clock, and repeats no secret of the settings. */
    public AnswerReader(ZoomSettings settings, Clock clock) {
        this.secrets = new Secrets(settings);
        this.clock = clock;
    }

    /**
     * Reads an answer.
     *
     * @param status the HTTP status
     * @param headers the answer's headers
     * @param body the answer's body, empty if it had none
     * @param token the one that was used, empty for none: it must not come back in the message
     */
    public ZoomAnswer read(int status, AnswerHeaders headers, String body, String token) {
        JsonNode error = parse(body);
        Integer code = error == null || !error.path("code").canConvertToInt()
                ? null
                : Integer.valueOf(error.path("code").asInt());
        Body kindOfBody = error != null ? Body.JSON : body.isBlank() ? Body.EMPTY : Body.OTHER;
        String said = error == null ? "" : said(error);
        AnswerTable.Rule rule = AnswerTable.rule(status, code, said, kindOfBody);
        Kind kind = rule.kind() == Kind.TOO_FAST && headers.isDailyLimit() ? Kind.DAILY_LIMIT : rule.kind();
        String message = kind == Kind.UPDATED
                ? ""
                : said.isBlank() ? inOurWords(status, kindOfBody, secrets.masked(body, token)) : said;
        return new ZoomAnswer(
                kind,
                status,
                code,
                Printable.clean(secrets.masked(message, token), MOST_OF_A_MESSAGE),
                headers.trackingId(secrets, token),
                headers.retryAfter(clock.instant()),
                status >= 500 || (status == 404 && code == null),
                rule.mend());
    }

    /** Reads what kept an answer from coming. */
    public ZoomAnswer none(Throwable failure) {
        boolean setUp = Silence.isSetUp(failure);
        String mend = setUp
                ? "zoom.api-url: its host is not known or its certificate not trusted; check the address, the network's DNS"
                        + " and proxy, and the trust store (quarkus.tls.trust-store...)"
                : null;
        return new ZoomAnswer(
                setUp ? Kind.SET_UP : Kind.TRY_AGAIN, null, null, Silence.describe(failure), null, null, !setUp, mend);
    }

    private @Nullable JsonNode parse(String body) {
        try {
            JsonNode node = json.readTree(body);
            return node != null && node.isObject() ? node : null;
        } catch (JsonProcessingException e) {
            return null; // HTML or plain text, from a gateway
        }
    }

    private static String said(JsonNode error) {
        StringBuilder said = new StringBuilder(error.path("message").asText(""));
        for (JsonNode one : error.path("errors")) {
            said.append(" [")
                    .append(one.path("field").asText("?"))
                    .append(": ")
                    .append(one.path("message").asText("?"))
                    .append(']');
        }
        return said.toString();
    }

    private static String inOurWords(int status, Body kind, String body) {
        return switch (kind) {
            case EMPTY -> "Zoom answered " + status + " with an empty body";
            case JSON -> "Zoom answered " + status + " without a message: " + firstOf(body);
            case OTHER -> "Zoom answered " + status + ", not in JSON: " + firstOf(body);
        };
    }

    private static String firstOf(String body) {
        return Printable.clean(body.strip(), MOST_OF_A_BODY);
    }
}
