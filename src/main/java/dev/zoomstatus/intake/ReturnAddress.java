package dev.zoomstatus.intake;

import dev.zoomstatus.change.Printable;
import jakarta.jms.Destination;
import jakarta.jms.JMSException;
import jakarta.jms.Queue;
import jakarta.jms.Topic;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a message wants its reply, and what the reply is to carry.
 *
 * @param replyTo {@code queue:} or {@code topic:} and a name; null if no reply is wanted, or none can be sent
 * @param correlationId as JMS writes it; null if there is none
 * @param problem what to mend; null if all is well
 */
record ReturnAddress(@Nullable String replyTo, @Nullable String correlationId, @Nullable String problem) {

    /** In bytes: PostgreSQL indexes no value that is much longer. */
    private static final int LONGEST = 1_000;

    /**
     * Checks an address.
     *
     * @param to the message's JMSReplyTo
     * @param correlationId its JMSCorrelationID, or else its JMSMessageID
     * @param queue the one that the message came from
     */
    static ReturnAddress of(@Nullable Destination to, @Nullable String correlationId, String queue)
            throws JMSException {
        String replyTo = name(to);
        if (replyTo == null) {
            return new ReturnAddress(null, null, null);
        }
        if (!isSane(replyTo) || replyTo.equals("queue:" + queue)) {
            return nowhere("the reply address: give another queue than this one, with a name of at most " + LONGEST
                    + " bytes (UTF-8), all printable");
        }
        if (correlationId != null && !isSane(correlationId)) {
            return nowhere("the correlation id: give at most " + LONGEST + " bytes (UTF-8), all printable");
        }
        return new ReturnAddress(replyTo, correlationId, null);
    }

    private static ReturnAddress nowhere(String problem) {
        return new ReturnAddress(null, null, problem);
    }

    private static @Nullable String name(@Nullable Destination destination) throws JMSException {
        if (destination instanceof Queue queue) {
            return "queue:" + queue.getQueueName();
        }
        return destination instanceof Topic topic ? "topic:" + topic.getTopicName() : null;
    }

    private static boolean isSane(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length <= LONGEST
                && Printable.clean(text, LONGEST).equals(text);
    }
}
