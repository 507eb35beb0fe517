package dev.zoomstatus.zoom;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The HTTP client for token and API: one pool, one set of timeouts, nothing done behind our back. */
@ApplicationScoped
public class ZoomConnections {

    private static final int LAST_PORT = 65_535;

    /** Beyond what anybody sends; an answer without an end would fill the memory. {@link Silence} tells them. */
    private static final Http1Config LIMITS = Http1Config.custom()
            .setMaxLineLength(16 * 1024)
            .setMaxHeaderCount(200)
            .setMaxEmptyLineCount(10)
            .build();

    private final ZoomSettings settings;
    private final TlsConfigurationRegistry tls;
    private final String userAgent;

    /** Connects as the settings say. */
    public ZoomConnections(
            ZoomSettings settings,
            TlsConfigurationRegistry tls,
            @ConfigProperty(name = "quarkus.application.version") String version) {
        this.settings = settings;
        this.tls = tls;
        this.userAgent = "zoom-user-status/" + version;
    }

    /**
     * The client. It follows no redirect, repeats no call, keeps no cookie and ends each call in time: all of that is the
     * ledger's business, or a fault of the set-up.
     */
    @Produces
    @Singleton
    @Named("zoomHttpClient")
    public CloseableHttpClient client() {
        HttpClientBuilder builder = HttpClients.custom()
                .setConnectionManager(connections())
                .setDefaultRequestConfig(RequestConfig.custom()
                        .setConnectionRequestTimeout(timeout(settings.connectTimeout()))
                        .setResponseTimeout(timeout(settings.responseTimeout()))
                        .build())
                .setUserAgent(userAgent)
                .addExecInterceptorFirst(
                        "deadline", new Deadline(settings.connectTimeout().plus(settings.responseTimeout())))
                .disableRedirectHandling()
                .disableAutomaticRetries()
                .disableCookieManagement()
                .setDefaultCookieSpecRegistry(name -> null) // or it reads all suffixes of all domains, at the start
                .disableAuthCaching()
                .disableContentCompression()
                .evictIdleConnections(TimeValue.ofSeconds(30));
        settings.proxy().ifPresent(proxy -> builder.setProxy(proxy(proxy)));
        return builder.build();
    }

    void close(@Disposes @Named("zoomHttpClient") CloseableHttpClient client) throws IOException {
        client.close();
    }

    /** Whether a setting names a proxy: {@code host:port}. */
    public static boolean isProxy(String setting) {
        return setting.matches("[^\\s/@]+:\\d{1,5}") && port(setting) >= 1 && port(setting) <= LAST_PORT;
    }

    static HttpHost proxy(String setting) {
        return new HttpHost(setting.substring(0, setting.lastIndexOf(':')), port(setting));
    }

    private static int port(String setting) {
        return Integer.parseInt(setting.substring(setting.lastIndexOf(':') + 1));
    }

    private HttpClientConnectionManager connections() {
        int most = settings.maxConcurrency() + 1; // and one for the token
        PoolingHttpClientConnectionManagerBuilder builder = PoolingHttpClientConnectionManagerBuilder.create()
                .setConnectionFactory(KeptConnection.factory(LIMITS))
                .setMaxConnTotal(most)
                .setMaxConnPerRoute(most)
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(timeout(settings.connectTimeout()))
                        .setSocketTimeout(timeout(settings.responseTimeout()))
                        .setValidateAfterInactivity(TimeValue.ZERO_MILLISECONDS) // each time: KeptConnection is quick
                        .build());
        trusted()
                .ifPresent(context -> builder.setTlsSocketStrategy(
                        ClientTlsStrategyBuilder.create().setSslContext(context).buildClassic()));
        return builder.build();
    }

    private Optional<SSLContext> trusted() {
        return tls.getDefault().map(ZoomConnections::context);
    }

    private static SSLContext context(TlsConfiguration configuration) {
        try {
            return configuration.createSSLContext();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("quarkus.tls: the trust store cannot be used", e);
        } catch (Exception e) { // declared so by Quarkus
            throw new IllegalStateException("quarkus.tls: the configuration cannot be used", e);
        }
    }

    private static Timeout timeout(java.time.Duration duration) {
        return Timeout.ofMilliseconds(duration.toMillis());
    }
}
