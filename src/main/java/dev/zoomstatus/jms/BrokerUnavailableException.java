package dev.zoomstatus.jms;

import dev.zoomstatus.change.RootCause;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** The broker cannot be used just now; what was to be sent can be sent again as it is. */
@RegisterForReflection // named in routes/on-failure.camel.yaml
public class BrokerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerUnavailableException(Throwable cause) {
        super("quarkus.qpid-jms.url: the broker cannot be used: " + RootCause.message(cause), cause);
    }
}
