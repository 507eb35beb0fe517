package dev.zoomstatus.zoom;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoomstatus.change.Printable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** Fetches tokens: Zoom's server-to-server OAuth, grant type {@code account_credentials}. */
@ApplicationScoped
public class TokenEndpoint {

    private static final int MOST_OF_A_MESSAGE = 200;
    private static final Duration USUAL_LIFE = Duration.ofHours(1);

    private final ZoomSettings settings;
    private final Secrets secrets;
    private final CloseableHttpClient client;
    private final ObjectMapper json = new ObjectMapper();

    /** Fetches with the given client from {@code zoom.token-url}. */
    public TokenEndpoint(ZoomSettings settings, @Named("zoomHttpClient") CloseableHttpClient client) {
        this.settings = settings;
        this.secrets = new Secrets(settings);
        this.client = client;
    }

    /** A token as it was given out. */
    record Issued(String value, Duration life) {}

    /** What the endpoint said. */
    private record Reply(int status, String body) {}

    /**
     * Fetches a token.
     *
     * @throws TokenException if there was none; it says which setting to mend
     */
    Issued fetch() throws TokenException {
        Reply reply = ask();
        JsonNode body = parse(reply.body());
        if (reply.status() == 200) {
            return issued(body);
        }
        if (reply.status() >= 500 || reply.status() == 408 || reply.status() == 429) {
            throw new TokenException(false, "zoom.token-url: no token, it answers " + reply.status());
        }
        throw new TokenException(true, toMend(reply.status(), body));
    }

    private Reply ask() throws TokenException {
        HttpPost post = new HttpPost(settings.tokenUrl());
        post.setHeader(HttpHeaders.AUTHORIZATION, "Basic " + secrets.pair());
        post.setHeader(HttpHeaders.ACCEPT, "application/json");
        // In the body: Zoom refuses them in the query string.
        post.setEntity(new StringEntity(
                "grant_type=account_credentials&account_id="
                        + URLEncoder.encode(settings.accountId(), StandardCharsets.UTF_8),
                ContentType.create("application/x-www-form-urlencoded")));
        try {
            return client.execute(
                    post,
                    response -> new Reply(
                            response.getCode(),
                            response.getEntity() == null
                                    ? ""
                                    : EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8)));
        } catch (IOException | RuntimeException e) { // the client stumbles over some nonsense unchecked
            throw new TokenException(Silence.isSetUp(e), "zoom.token-url: no token, " + Silence.describe(e));
        }
    }

    private static Issued issued(JsonNode body) throws TokenException {
        String value = body.path("access_token").asText("");
        if (!value.matches("[\\x21-\\x7e]{1,16384}")) { // anything else could not stand in a header (RFC 6750, 2.1)
            throw new TokenException(
                    true, "zoom.token-url: it answers without a usable access_token; check the address");
        }
        long seconds = body.path("expires_in").asLong(USUAL_LIFE.toSeconds());
        return new Issued(
                value,
                Duration.ofSeconds(
                        Math.max(1, Math.min(seconds, Duration.ofDays(1).toSeconds()))));
    }

    private String toMend(int status, JsonNode body) {
        String error = secrets.masked(body.path("error").asText(""), "");
        String keys =
                switch (error) {
                    case "invalid_client" -> "zoom.client-id or zoom.client-secret: Zoom does not know this pair";
                    case "invalid_request" -> "zoom.account-id: Zoom does not accept it for this app";
                    case "unsupported_grant_type" ->
                        "zoom.client-id: this app is not of the type Server-to-Server OAuth";
                    default -> toMend(status);
                };
        String reason = secrets.masked(body.path("reason").asText(""), "");
        return keys + " (" + status + (error.isEmpty() ? "" : " " + Printable.clean(error, 50))
                + (reason.isEmpty() ? "" : ", " + Printable.clean(reason, MOST_OF_A_MESSAGE)) + ")";
    }

    private static String toMend(int status) {
        return switch (status) {
            case 401 -> "zoom.client-id or zoom.client-secret: Zoom does not accept them";
            case 407 ->
                "zoom.proxy: the proxy wants to know a user, and is told none; have it let this machine through";
            default -> "zoom.token-url: no token; check the address, the proxy, if any, and that the app is active";
        };
    }

    private JsonNode parse(String body) {
        try {
            JsonNode node = json.readTree(body);
            return node == null ? json.missingNode() : node;
        } catch (JsonProcessingException e) {
            return json.missingNode();
        }
    }
}
