package dev.zoomstatus.zoom;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import java.util.Optional;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;

/** The application's HTTP client, made without a container: nothing is configured for TLS. */
public final class TestConnections {

    /** As without settings {@code quarkus.tls.*}. */
    public static final TlsConfigurationRegistry NO_TLS = new TlsConfigurationRegistry() {
        @Override
        public Optional<TlsConfiguration> get(String name) {
            return Optional.empty();
        }

        @Override
        public Optional<TlsConfiguration> getDefault() {
            return Optional.empty();
        }

        @Override
        public void register(String name, TlsConfiguration configuration) {
            throw new UnsupportedOperationException();
        }
    };

    private TestConnections() {}

    /** The client as those settings say. */
    public static CloseableHttpClient client(ZoomSettings settings) {
        return new ZoomConnections(settings, NO_TLS, "test").client();
    }
}
