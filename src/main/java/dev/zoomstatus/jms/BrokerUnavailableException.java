package dev.zoomstatus.jms;

import dev.zoomstatus.change.RootCause;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.jms.JMSException;
import jakarta.jms.JMSSecurityException;

/** The broker cannot be used just now; what was to be sent can be sent again as it is. */
@RegisterForReflection // named in routes/on-failure.camel.yaml
public class BrokerUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private BrokerUnavailableException(String what, Throwable cause) {
        super(what + ": " + RootCause.message(cause), cause);
    }

    /** No connection comes about. */
    static BrokerUnavailableException away(JMSException cause) {
        return cause instanceof JMSSecurityException
                ? new BrokerUnavailableException(
                        "quarkus.qpid-jms.username or quarkus.qpid-jms.password: the broker does not let us in", cause)
                : new BrokerUnavailableException("quarkus.qpid-jms.url: the broker cannot be used", cause);
    }

    /** It answers, but takes no message at the address that such a setting names. */
    static BrokerUnavailableException takesNothing(String setting, Throwable cause) {
        return new BrokerUnavailableException(setting + ": the broker takes no message", cause);
    }
}
