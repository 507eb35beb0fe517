package dev.zoomstatus.jms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.jms.Destination;
import jakarta.jms.Session;
import org.apache.qpid.jms.JmsQueue;
import org.apache.qpid.jms.JmsTopic;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;
import org.springframework.jms.support.destination.DestinationResolver;

/**
 * Finds the address that a route means by the key of its setting, such as {@code jms.queue}: an address itself may hold
 * what has a meaning in an endpoint's name ({@code /queues/x} on RabbitMQ), and never goes through one.
 */
@ApplicationScoped
@Named("broker-addresses")
public class BrokerAddresses implements DestinationResolver {

    private final Config config;

    /** Reads addresses from the given settings. */
    public BrokerAddresses(Config config) {
        this.config = config;
    }

    @Override
    public Destination resolveDestinationName(@Nullable Session session, String key, boolean topic) {
        return of(config.getValue(key, String.class), topic);
    }

    static Destination of(String address, boolean topic) {
        return topic ? new JmsTopic(address) : new JmsQueue(address);
    }
}
