package dev.zoomstatus.ledger;

import dev.zoomstatus.change.RootCause;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The ledger cannot be read or written just now; what was tried can be tried again as it is. */
@RegisterForReflection // named in routes/on-failure.camel.yaml
public class LedgerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Says in the given words why it cannot. */
    LedgerUnavailableException(String why, Throwable cause) {
        super(why, cause);
    }

    /** Wraps what the database said. */
    public LedgerUnavailableException(Throwable cause) {
        super("the ledger cannot be used: " + RootCause.message(cause), cause);
    }
}
