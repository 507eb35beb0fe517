package dev.zoomstatus.jms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Named;
import jakarta.jms.ConnectionFactory;
import org.apache.camel.component.jms.JmsEndpoint;
import org.apache.camel.component.jms.MessageListenerContainerFactory;
import org.apache.camel.quarkus.main.events.BeforeConfigure;
import org.apache.qpid.jms.policy.JmsDefaultPrefetchPolicy;
import org.springframework.jms.listener.AbstractMessageListenerContainer;

/** Makes what reads the queue of changes. */
@ApplicationScoped
@Named("queue-reader")
public class QueueReaders implements MessageListenerContainerFactory {

    /** So many whole messages are held in memory at most, however large they are: no more than keep the ledger busy. */
    private static final int PREFETCH = 10;

    private final ConnectionFactory connections;
    private final MessageInHand inHand = new MessageInHand();

    /** Reads by the given connections. */
    public QueueReaders(ConnectionFactory connections) {
        this.connections = connections;
    }

    void beforeRoutes(@Observes BeforeConfigure event) {
        prepare();
    }

    void prepare() {
        Client.of(connections).ifPresent(client -> {
            client.setTracer(inHand);
            if (client.getPrefetchPolicy() instanceof JmsDefaultPrefetchPolicy prefetch
                    && prefetch.getQueuePrefetch() == JmsDefaultPrefetchPolicy.DEFAULT_QUEUE_PREFETCH) {
                prefetch.setQueuePrefetch(PREFETCH); // jms.prefetchPolicy in quarkus.qpid-jms.url goes first
            }
        });
    }

    @Override
    public AbstractMessageListenerContainer createMessageListenerContainer(JmsEndpoint endpoint) {
        return new QueueReader(endpoint, inHand);
    }
}
