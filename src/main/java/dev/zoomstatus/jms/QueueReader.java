package dev.zoomstatus.jms;

import dev.zoomstatus.change.Printable;
import dev.zoomstatus.change.RootCause;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import java.util.Optional;
import org.apache.camel.component.jms.DefaultJmsMessageListenerContainer;
import org.apache.camel.component.jms.JmsEndpoint;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads a queue, and goes on behind a message that cannot be decoded, which the client gave back to the broker as one not to
 * be delivered here. Otherwise Spring would take this reader for broken and make another one five seconds later, to which
 * the broker delivers the same message again, before all others.
 */
final class QueueReader extends DefaultJmsMessageListenerContainer {

    /** Not this class's own: Spring writes to that one what the check of the broker tells more plainly. */
    private static final Logger LOG = Logger.getLogger(QueueReaders.class);

    private static final int MOST_OF_AN_ID = 200;
    private static final int MOST_OF_A_REASON = 500;

    private final MessageInHand inHand;

    QueueReader(JmsEndpoint endpoint, MessageInHand inHand) {
        super(endpoint);
        this.inHand = inHand;
    }

    @Override
    protected @Nullable Message receiveMessage(MessageConsumer consumer) throws JMSException {
        try {
            return super.receiveMessage(consumer);
        } catch (JMSException | RuntimeException e) {
            Optional<String> id = inHand.undecoded();
            if (id.isEmpty()) {
                throw e;
            }
            LOG.errorf(
                    "jms.queue: a message (id %s) was given back to the broker unread, and is not answered: %s; its body is"
                            + " not in the encoding, or not of the kind, that it says: have its sender write JSON in UTF-8,"
                            + " and take it off the queue, or out of the broker's dead-letter queue",
                    Printable.clean(id.get(), MOST_OF_AN_ID), Printable.clean(RootCause.message(e), MOST_OF_A_REASON));
            return null;
        } finally {
            inHand.letGo();
        }
    }
}
