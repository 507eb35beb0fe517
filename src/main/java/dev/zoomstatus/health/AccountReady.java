package dev.zoomstatus.health;

import dev.zoomstatus.ledger.Account;
import dev.zoomstatus.ledger.AccountState;
import dev.zoomstatus.ledger.LedgerUnavailableException;
import dev.zoomstatus.ledger.PromptReading;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/** Ready if calls are not paused for the account. */
@Readiness
@ApplicationScoped
public class AccountReady implements HealthCheck {

    private final Account account;
    private final PromptReading prompt = new PromptReading();

    /** Looks at the given account. */
    public AccountReady(Account account) {
        this.account = account;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder response = HealthCheckResponse.named("account");
        try {
            AccountState state = prompt.of(account::state);
            return state.paused()
                    ? response.down()
                            .withData("reason", String.valueOf(state.reason()))
                            .build()
                    : response.up().build();
        } catch (LedgerUnavailableException e) {
            return response.down()
                    .withData("reason", String.valueOf(e.getMessage()))
                    .build();
        }
    }
}
