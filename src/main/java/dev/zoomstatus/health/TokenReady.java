package dev.zoomstatus.health;

import dev.zoomstatus.zoom.AccessToken;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready if the last token could be had, or none was needed yet. */
@Readiness
@ApplicationScoped
public class TokenReady implements HealthCheck {

    private final AccessToken token;

    /** Asks the given token. */
    public TokenReady(AccessToken token) {
        this.token = token;
    }

    @Override
    public HealthCheckResponse call() {
        String problem = token.problem();
        return problem == null
                ? HealthCheckResponse.up("token")
                : HealthCheckResponse.named("token")
                        .down()
                        .withData("reason", problem)
                        .build();
    }
}
