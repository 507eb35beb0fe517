package dev.zoomstatus;

import dev.zoomstatus.demo.Credentials;
import dev.zoomstatus.demo.PretendZoom;
import dev.zoomstatus.zoom.ZoomSettings;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Settings as the application reads them: the defaults of {@code application.properties}, and what a test sets. */
public final class TestSettings {

    private static final int ABOVE_THE_FILE = 500;

    private TestSettings() {}

    /** The settings that such an interface names. */
    public static <T> T of(Class<T> mapping, Map<String, String> set) {
        Map<String, String> all = new HashMap<>(Map.of(
                "zoom.account-id", Credentials.DEMO.accountId(),
                "zoom.client-id", Credentials.DEMO.clientId(),
                "zoom.client-secret", Credentials.DEMO.clientSecret()));
        all.putAll(set);
        return new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDiscoveredConverters()
                .withSources(shipped(), new PropertiesConfigSource(all, "test", ABOVE_THE_FILE))
                .withMapping(mapping)
                .build()
                .getConfigMapping(mapping);
    }

    /** A setting as {@code application.properties} has it, to the letter. */
    public static String shipped(String key) {
        return shipped().getValue(key);
    }

    private static PropertiesConfigSource shipped() {
        try {
            return new PropertiesConfigSource(
                    Objects.requireNonNull(TestSettings.class.getResource("/application.properties")));
        } catch (IOException e) {
            throw new IllegalStateException("no application.properties", e);
        }
    }

    /** Settings {@code zoom.*}. */
    public static ZoomSettings zoom(Map<String, String> set) {
        return of(ZoomSettings.class, set);
    }

    /** Settings {@code zoom.*} for the pretend Zoom. */
    public static ZoomSettings zoom(PretendZoom zoom, Map<String, String> set) {
        Map<String, String> all =
                new HashMap<>(Map.of("zoom.api-url", zoom.apiUrl(), "zoom.token-url", zoom.tokenUrl()));
        all.putAll(set);
        return zoom(all);
    }
}
