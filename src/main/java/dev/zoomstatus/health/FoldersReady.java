package dev.zoomstatus.health;

import dev.zoomstatus.data.DataFolder;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready if the folders can be used: somebody may have moved one, a network drive be gone, or a disk be full. */
@Readiness
@ApplicationScoped
public class FoldersReady implements HealthCheck {

    private final DataFolder folder;

    /** Looks at the given folders. */
    public FoldersReady(DataFolder folder) {
        this.folder = folder;
    }

    @Override
    public HealthCheckResponse call() {
        String problem = folder.problem();
        return problem == null
                ? HealthCheckResponse.up("folders")
                : HealthCheckResponse.named("folders")
                        .down()
                        .withData("reason", problem)
                        .build();
    }
}
