package dev.zoomstatus.health;

import dev.zoomstatus.change.Printable;
import dev.zoomstatus.jms.BrokerStep;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready if the broker can be used, or none is wanted. */
@Readiness
@ApplicationScoped
public class BrokerReady implements HealthCheck {

    private static final int MOST_OF_A_REASON = 500;

    private final BrokerStep broker;
    private final boolean enabled;

    /** Asks for what the last look at the broker found. */
    public BrokerReady(BrokerStep broker, @ConfigProperty(name = "jms.enabled") boolean enabled) {
        this.broker = broker;
        this.enabled = enabled;
    }

    @Override
    public HealthCheckResponse call() {
        String problem = enabled ? broker.problem() : null;
        return problem == null
                ? HealthCheckResponse.up("broker")
                : HealthCheckResponse.named("broker")
                        .down()
                        .withData("reason", Printable.clean(problem, MOST_OF_A_REASON))
                        .build();
    }
}
