package dev.zoomstatus.jms;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.jms.Connection;
import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.time.Duration;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jspecify.annotations.Nullable;

/** Step {@code check-broker}: fails if the broker cannot be used, and keeps that for the health check. */
@ApplicationScoped
@Named("check-broker")
public class BrokerStep implements Processor {

    private static final String NOT_YET = "quarkus.qpid-jms.url: no answer from the broker";
    private static final long TOO_LONG = Duration.ofSeconds(15).toNanos();

    private final ConnectionFactory connections;
    private volatile @Nullable String problem = NOT_YET;
    private volatile long checkedAt = System.nanoTime();

    /** Connects with the given factory. */
    public BrokerStep(ConnectionFactory connections) {
        this.connections = connections;
    }

    @Override
    public void process(Exchange exchange) throws JMSException {
        try (Connection connection = connections.createConnection();
                Session session = connection.createSession(Session.AUTO_ACKNOWLEDGE)) {
            session.createTemporaryQueue().delete(); // asks the broker, and not the pool
            problem = null;
        } catch (JMSException e) {
            problem = "quarkus.qpid-jms.url: the broker cannot be used: " + e.getMessage();
            throw e;
        } finally {
            checkedAt = System.nanoTime();
        }
    }

    /** What is wrong with the broker; null if nothing is. A check that does not come back is a problem too. */
    public @Nullable String problem() {
        return System.nanoTime() - checkedAt > TOO_LONG ? NOT_YET : problem;
    }
}
