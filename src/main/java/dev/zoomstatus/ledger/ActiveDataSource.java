package dev.zoomstatus.ledger;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Derives from {@code ledger.url} which of the two data sources is active. */
public class ActiveDataSource implements ConfigSourceFactory {

    /** Above application.properties (250), below the environment (300). */
    private static final int ORDINAL = 275;

    /** Made by the configuration. */
    public ActiveDataSource() {}

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue url = context.getValue("ledger.url");
        String value = url == null || url.getValue() == null ? "" : url.getValue();
        Dialect active = Dialect.of(value);
        return List.of(new PropertiesConfigSource(
                Map.of(
                        "quarkus.datasource.sqlite.active", "" + (active == Dialect.SQLITE),
                        "quarkus.datasource.postgresql.active", "" + (active == Dialect.POSTGRESQL)),
                "ledger.url",
                ORDINAL));
    }
}
