package dev.zoomstatus.jms;

import io.quarkus.runtime.annotations.RegisterForReflection;

/** The broker cannot be used just now; what was to be sent can be sent again as it is. */
@RegisterForReflection // named in routes/on-failure.camel.yaml
public class BrokerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    BrokerUnavailableException(Throwable cause) {
        super("quarkus.qpid-jms.url: the broker cannot be used: " + root(cause), cause);
    }

    /** What lies at the root of a failure, in the broker's or the network's words. */
    static String root(Throwable failure) {
        Throwable root = failure;
        for (Throwable cause = root.getCause(); cause != null; cause = cause.getCause()) {
            root = cause;
        }
        return String.valueOf(root.getMessage());
    }
}
