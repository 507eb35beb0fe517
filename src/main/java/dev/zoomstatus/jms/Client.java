package dev.zoomstatus.jms;

import io.quarkus.arc.ClientProxy;
import jakarta.jms.ConnectionFactory;
import java.util.Optional;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/** The AMQP client behind the pool, for what JMS has no words for. */
final class Client {

    private Client() {}

    static Optional<JmsConnectionFactory> of(ConnectionFactory connections) {
        return ClientProxy.unwrap(connections) instanceof JmsPoolConnectionFactory pool
                        && pool.getConnectionFactory() instanceof JmsConnectionFactory client
                ? Optional.of(client)
                : Optional.empty();
    }
}
