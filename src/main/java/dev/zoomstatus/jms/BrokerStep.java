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
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Step {@code check-broker}: fails if the broker cannot be used, and keeps that for the health check. */
@ApplicationScoped
@Named("check-broker")
public class BrokerStep implements Processor {

    private static final Logger LOG = Logger.getLogger(BrokerStep.class);
    private static final String NOT_YET = "quarkus.qpid-jms.url: no answer from the broker";
    private static final long TOO_LONG = Duration.ofSeconds(20).toNanos();

    /** Reading is tried again every five seconds, and may take ten to fail. */
    private static final long READ_AGAIN = Duration.ofSeconds(20).toNanos();

    private final ConnectionFactory connections;
    private volatile @Nullable String problem = NOT_YET;
    private volatile long checkedAt = System.nanoTime();
    private volatile @Nullable Refusal unsent;
    private volatile @Nullable Refusal unread;

    /** What the broker refused though it answers: a message that must be sent before any other, or to read from a queue. */
    private record Refusal(String why, long untilNanos) {

        static @Nullable String lasting(@Nullable Refusal refusal) {
            return refusal != null && System.nanoTime() - refusal.untilNanos() < 0 ? refusal.why() : null;
        }
    }

    /** Connects with the given factory. */
    public BrokerStep(ConnectionFactory connections) {
        this.connections = connections;
    }

    @Override
    public void process(Exchange exchange) {
        check();
    }

    /**
     * Asks the broker for a session.
     *
     * @throws BrokerUnavailableException if there is none
     */
    void check() {
        try (Connection connection = connections.createConnection()) {
            connection.createSession(Session.AUTO_ACKNOWLEDGE).close();
            if (problem != null) {
                LOG.info("The broker answers");
                unsent = null; // for it did not answer
                unread = null;
            }
            problem = null;
        } catch (JMSException e) {
            BrokerUnavailableException unavailable = BrokerUnavailableException.away(e);
            problem = unavailable.getMessage();
            throw unavailable;
        } finally {
            checkedAt = System.nanoTime();
        }
    }

    /** Whether it did at the last check. */
    boolean answers() {
        return problem == null;
    }

    /** Keeps why the broker took no message at the address that such a setting names: it is full, or may not be written to. */
    BrokerUnavailableException refused(String setting, Throwable why) {
        BrokerUnavailableException unavailable = BrokerUnavailableException.takesNothing(setting, why);
        unsent = new Refusal(String.valueOf(unavailable.getMessage()), System.nanoTime() + TOO_LONG);
        return unavailable;
    }

    /** Hears that the broker took a message. */
    void taken() {
        unsent = null;
    }

    /** Keeps why no message can be read though the broker answers. */
    void unread(String why) {
        unread = new Refusal(why, System.nanoTime() + READ_AGAIN);
    }

    /**
     * What is wrong with the broker; null if nothing is. A check that does not come back is a problem too; so is a refusal
     * until it has had the time to be tried again.
     */
    public @Nullable String problem() {
        long now = System.nanoTime();
        if (now - checkedAt > TOO_LONG) {
            return NOT_YET;
        }
        String why = problem;
        if (why == null) {
            why = Refusal.lasting(unsent);
        }
        return why == null ? Refusal.lasting(unread) : why;
    }
}
