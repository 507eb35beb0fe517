package dev.zoomstatus.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Nothing is traced until somebody says where to. */
class TracingSwitchTest {

    private static final String ENDPOINT = "quarkus.otel.exporter.otlp.endpoint";

    @Test
    void theExportersOwnDefaultIsNoEndpoint() {
        assertThat(isDisabled(Map.of())).isTrue();
    }

    @Test
    void anEndpointThatIsGivenSwitchesTracesOn() {
        assertThat(isDisabled(Map.of(ENDPOINT, "http://collector:4317"))).isFalse();
    }

    private static boolean isDisabled(Map<String, String> given) {
        return new SmallRyeConfigBuilder()
                .withDefaultValue(ENDPOINT, "http://localhost:4317/")
                .withSources(new PropertiesConfigSource(given, "given", 300))
                .withSources(new TracingSwitch())
                .build()
                .getValue("quarkus.otel.sdk.disabled", Boolean.class);
    }
}
