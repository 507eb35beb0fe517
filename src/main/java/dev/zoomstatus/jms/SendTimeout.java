package dev.zoomstatus.jms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.ResourceAllocationException;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.camel.quarkus.main.events.BeforeConfigure;
import org.apache.qpid.jms.JmsOperationTimedOutException;

/**
 * Bounds the wait for a broker that is full. Some brokers refuse what they have no room for; others let the sender wait,
 * by AMQP's link credit, and the client would wait for ever.
 */
@ApplicationScoped
public class SendTimeout {

    private static final long MILLIS = Duration.ofSeconds(10).toMillis();

    private final ConnectionFactory connections;

    /** Bounds it for what is sent by the given connections. */
    public SendTimeout(ConnectionFactory connections) {
        this.connections = connections;
    }

    void beforeRoutes(@Observes BeforeConfigure event) {
        Client.of(connections)
                .filter(client -> client.getSendTimeout() < 0) // jms.sendTimeout in quarkus.qpid-jms.url goes first
                .ifPresent(client -> client.setSendTimeout(MILLIS));
    }

    /** Whether what was sent was not taken because there is no room for it. */
    static boolean isFull(Throwable refusal) {
        return Stream.iterate(refusal, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause ->
                        cause instanceof ResourceAllocationException || cause instanceof JmsOperationTimedOutException);
    }
}
