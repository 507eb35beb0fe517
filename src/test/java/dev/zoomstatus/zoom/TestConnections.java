package dev.zoomstatus.zoom;

import io.quarkus.tls.BaseTlsConfiguration;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;

/** The application's HTTP client, made without a container. */
public final class TestConnections {

    /** As without settings {@code quarkus.tls.*}. */
    public static final TlsConfigurationRegistry NO_TLS = registry(Optional.empty());

    private TestConnections() {}

    private static TlsConfigurationRegistry registry(Optional<TlsConfiguration> only) {
        return new TlsConfigurationRegistry() {
            @Override
            public Optional<TlsConfiguration> get(String name) {
                return Optional.empty();
            }

            @Override
            public Optional<TlsConfiguration> getDefault() {
                return only;
            }

            @Override
            public void register(String name, TlsConfiguration configuration) {
                throw new UnsupportedOperationException();
            }
        };
    }

    /** The client as those settings say. */
    public static CloseableHttpClient client(ZoomSettings settings) {
        return new ZoomConnections(settings, NO_TLS, "test").client();
    }

    /** The client as those settings say, with that for TLS. */
    static CloseableHttpClient client(ZoomSettings settings, SSLContext tls) {
        return new ZoomConnections(settings, registry(Optional.of(configuration(tls))), "test").client();
    }

    private static TlsConfiguration configuration(SSLContext tls) {
        return new BaseTlsConfiguration() {
            @Override
            public SSLContext createSSLContext() {
                return tls;
            }
        };
    }
}
