package dev.zoomstatus.health;

import dev.zoomstatus.ledger.LedgerUnavailableException;
import dev.zoomstatus.ledger.LedgerWriter;
import dev.zoomstatus.ledger.PromptReading;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready if the ledger can be written. */
@Readiness
@ApplicationScoped
public class LedgerReady implements HealthCheck {

    private final LedgerWriter writer;
    private final PromptReading prompt = new PromptReading();

    /** Writes with the given writer. */
    public LedgerReady(LedgerWriter writer) {
        this.writer = writer;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("ledger");
        try {
            prompt.of(() -> writer.write(handle -> handle.execute("UPDATE account SET id = 1 WHERE id = 1")));
            return response.up().build();
        } catch (LedgerUnavailableException e) {
            return response.down()
                    .withData("reason", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
