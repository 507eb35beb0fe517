package dev.zoomstatus.jms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.ResourceAllocationException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.quarkus.main.events.BeforeConfigure;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.JmsOperationTimedOutException;
import org.apache.qpid.jms.meta.JmsConnectionInfo;

/**
 * Bounds the waits for a broker. One that is full may refuse what it has no room for; others let the sender wait, by AMQP's
 * link credit, and the client would wait for ever. One that takes a connection may never say a word on it.
 */
@ApplicationScoped
public class ClientTimeouts {

    /** Not a byte, though the broker is to send a sign of life twice as often: AMQP 1.0, 2.4.5. */
    private static final long SILENCE = Duration.ofSeconds(20).toMillis();

    private static final long ANSWER = Duration.ofSeconds(10).toMillis();

    /** A stop may have to wait for so long too. */
    private static final long CONNECT = Duration.ofSeconds(5).toMillis();

    /** For several brokers: the routes try again themselves, and say so; here it would be done in silence, without an end. */
    private static final Map<String, String> SEVERAL = Map.of(
            "failover.nested.transport.connectTimeout", Long.toString(CONNECT),
            "failover.nested.amqp.drainTimeout", Long.toString(ANSWER),
            "failover.nested.amqp.idleTimeout", Long.toString(SILENCE),
            "failover.startupMaxReconnectAttempts", "1",
            "failover.maxReconnectAttempts", "1");

    private static final Map<String, String> ONE = Map.of(
            "transport.connectTimeout", Long.toString(CONNECT),
            "amqp.drainTimeout", Long.toString(ANSWER),
            "amqp.idleTimeout", Long.toString(SILENCE));

    private final ConnectionFactory connections;

    /** Bounds those of the given connections. */
    public ClientTimeouts(ConnectionFactory connections) {
        this.connections = connections;
    }

    void beforeRoutes(@Observes BeforeConfigure event) {
        Client.of(connections).ifPresent(ClientTimeouts::bound);
    }

    /** Leaves what its address says of a wait, as {@code jms.sendTimeout} and the like. */
    static void bound(JmsConnectionFactory client) {
        if (client.getSendTimeout() == JmsConnectionInfo.DEFAULT_SEND_TIMEOUT) {
            client.setSendTimeout(ANSWER);
        }
        if (client.getRequestTimeout() == JmsConnectionInfo.DEFAULT_REQUEST_TIMEOUT) {
            client.setRequestTimeout(ANSWER);
        }
        if (client.getConnectTimeout() == JmsConnectionInfo.DEFAULT_CONNECT_TIMEOUT) {
            client.setConnectTimeout(CONNECT);
        }
        if (client.getCloseTimeout() == JmsConnectionInfo.DEFAULT_CLOSE_TIMEOUT) {
            client.setCloseTimeout(CONNECT);
        }
        client.setRemoteURI(bounded(client.getRemoteURI()));
    }

    private static String bounded(String address) {
        String bounded = address;
        for (Map.Entry<String, String> option : (address.startsWith("failover:") ? SEVERAL : ONE).entrySet()) {
            if (!bounded.contains(option.getKey().replace("failover.nested.", "") + "=")) {
                // What stands before the bracket is of one of several brokers.
                char sign = bounded.indexOf('?', bounded.lastIndexOf(')')) < 0 ? '?' : '&';
                bounded += sign + option.getKey() + "=" + option.getValue();
            }
        }
        return bounded;
    }

    /** Whether what was sent was not taken because there is no room for it. */
    static boolean isFull(Throwable refusal) {
        return Stream.iterate(refusal, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof ResourceAllocationException || cause instanceof JmsOperationTimedOutException);
    }
}
