package dev.zoomstatus.health;

import dev.zoomstatus.data.DataFolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready if the folders are there: somebody may have moved one, or a network drive be gone. */
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
        List<Path> missing = folder.missing();
        return missing.isEmpty()
                ? HealthCheckResponse.up("folders")
                : HealthCheckResponse.named("folders")
                        .down()
                        .withData("reason", FoldersStep.reason(missing))
                        .build();
    }
}
