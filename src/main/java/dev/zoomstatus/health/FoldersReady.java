package dev.zoomstatus.health;

import dev.zoomstatus.data.FolderChecks;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready if the folders can be used: somebody may have moved one, a network drive be gone, or a disk be full. */
@Readiness
@ApplicationScoped
public class FoldersReady implements HealthCheck {

    private final FolderChecks folders;

    /** Asks the given checks. */
    public FoldersReady(FolderChecks folders) {
        this.folders = folders;
    }

    @Override
    public HealthCheckResponse call() {
        String problem = folders.problem();
        return problem == null
                ? HealthCheckResponse.up("folders")
                : HealthCheckResponse.named("folders")
                        .down()
                        .withData("reason", problem)
                        .build();
    }
}
