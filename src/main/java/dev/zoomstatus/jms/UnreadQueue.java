package dev.zoomstatus.jms;

import dev.zoomstatus.change.Printable;
import dev.zoomstatus.change.RootCause;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.jms.ExceptionListener;
import jakarta.jms.JMSException;
import org.jboss.logging.Logger;

/**
 * Hears that no message can be read though the broker answers: the queue is not there, or not this user's to read. It is
 * tried again every five seconds, so that the health check goes on saying so.
 */
@ApplicationScoped
@Named("unread-queue")
public class UnreadQueue implements ExceptionListener {

    private static final Logger LOG = Logger.getLogger(UnreadQueue.class);

    private static final int MOST_OF_A_REASON = 500;

    private final BrokerStep broker;

    /** Tells the given check. */
    public UnreadQueue(BrokerStep broker) {
        this.broker = broker;
    }

    @Override
    public void onException(JMSException failure) {
        if (!broker.answers()) {
            return; // that is told of
        }
        try {
            broker.check();
        } catch (BrokerUnavailableException e) {
            LOG.debug("it is the broker that is away, and told of", e);
            return;
        }
        boolean told = broker.problem() != null;
        String why =
                "jms.queue: no message can be read: " + Printable.clean(RootCause.message(failure), MOST_OF_A_REASON);
        broker.unread(why);
        if (!told) {
            LOG.warn(why);
        }
    }
}
