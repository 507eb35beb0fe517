package dev.zoomstatus.alert;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** Posts digests to {@code alert.webhook-url}, which is a secret: Slack's and Teams' addresses carry a token. */
@ApplicationScoped
public class WebhookChannel implements Channel {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(10);
    private static final Duration LONGEST_RETRY_AFTER = Duration.ofHours(1);

    private final AlertSettings settings;
    private final TlsConfigurationRegistry tls;
    private @Nullable HttpClient client;

    /** Posts as the settings say. */
    public WebhookChannel(AlertSettings settings, TlsConfigurationRegistry tls) {
        this.settings = settings;
        this.tls = tls;
    }

    @Override
    public String name() {
        return "webhook";
    }

    @Override
    public String key() {
        return "alert.webhook-url";
    }

    @Override
    public boolean isOn() {
        return settings.webhookUrl().isPresent();
    }

    @Override
    public CompletableFuture<Void> send(Digest digest) {
        HttpRequest post = HttpRequest.newBuilder(
                        URI.create(settings.webhookUrl().orElseThrow()))
                .timeout(ANSWER)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(DigestJson.of(digest)))
                .build();
        // As a stream: the status is all that counts, and a body that trickles is not waited for.
        return client().sendAsync(post, BodyHandlers.ofInputStream()).thenCompose(WebhookChannel::outcome);
    }

    /** Made when it is needed: a follower of no redirect; Java's own settings say through which proxy, if any. */
    private synchronized HttpClient client() {
        HttpClient made = client;
        if (made == null) {
            HttpClient.Builder builder =
                    HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(CONNECT);
            tls.getDefault().map(WebhookChannel::context).ifPresent(builder::sslContext);
            made = builder.build();
            client = made;
        }
        return made;
    }

    private static SSLContext context(TlsConfiguration configuration) {
        try {
            return configuration.createSSLContext();
        } catch (Exception e) { // declared so by Quarkus
            throw new IllegalStateException("quarkus.tls: the configuration cannot be used", e);
        }
    }

    private static CompletableFuture<Void> outcome(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        int status = response.statusCode();
        if (status >= 200 && status < 300) {
            return CompletableFuture.completedFuture(null);
        }
        boolean later = status >= 500 || status == 408 || status == 429;
        return CompletableFuture.failedFuture(
                later
                        ? UndeliveredException.later("it answers " + status, retryAfter(response))
                        : UndeliveredException.refused("it answers " + status + "; check the address"));
    }

    /** The header Retry-After in seconds; of its other form, a date, nobody makes use here. */
    private static Duration retryAfter(HttpResponse<InputStream> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,9}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .map(wait -> wait.compareTo(LONGEST_RETRY_AFTER) > 0 ? LONGEST_RETRY_AFTER : wait)
                .orElse(Duration.ZERO);
    }
}
