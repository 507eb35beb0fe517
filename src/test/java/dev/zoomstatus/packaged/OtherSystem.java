package dev.zoomstatus.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoomstatus.demo.Broker;
import jakarta.jms.Destination;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.TextMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.qpid.jms.JmsConnectionFactory;

/** Another system: sends changes as messages, and hears what came of them. */
final class OtherSystem implements AutoCloseable {

    static final String QUEUE = "zoom.user-status";
    static final String INVALID = "zoom.user-status.invalid";
    static final String OUTCOMES = "zoom.user-status.outcome";

    private static final long PATIENCE = Duration.ofSeconds(30).toMillis();
    private static final long NOTHING_MORE = Duration.ofMillis(500).toMillis();

    private final JMSContext context;
    private final Destination replies;
    private final JMSConsumer replied;
    private final JMSConsumer outcomes;

    OtherSystem(Broker broker) {
        context = new JmsConnectionFactory(broker.url()).createContext();
        replies = context.createTemporaryQueue();
        replied = context.createConsumer(replies);
        outcomes = context.createConsumer(context.createTopic(OUTCOMES));
    }

    JMSContext context() {
        return context;
    }

    /** Sends a text that wants no reply. */
    void send(String json) {
        context.createProducer().send(context.createQueue(QUEUE), json);
    }

    /** Sends a text that wants a reply. */
    void request(String correlationId, String json) throws JMSException {
        TextMessage message = context.createTextMessage(json);
        message.setJMSCorrelationID(correlationId);
        request(message);
    }

    /** Sends a message that wants a reply. */
    void request(Message message) throws JMSException {
        message.setJMSReplyTo(replies);
        context.createProducer().send(context.createQueue(QUEUE), message);
    }

    /** Sends a message that wants its reply at that queue. */
    void requestTo(String queue, String json) throws JMSException {
        TextMessage message = context.createTextMessage(json);
        message.setJMSReplyTo(context.createQueue(queue));
        context.createProducer().send(context.createQueue(QUEUE), message);
    }

    Message reply() {
        return some(replied.receive(PATIENCE));
    }

    JsonNode outcome() throws Exception {
        return json(some(outcomes.receive(PATIENCE)));
    }

    /** All outcome messages until none comes any more. */
    List<JsonNode> outcomes(int atLeast) throws Exception {
        List<JsonNode> all = new ArrayList<>();
        Message next = outcomes.receive(PATIENCE);
        while (next != null) {
            all.add(json(next));
            next = outcomes.receive(all.size() < atLeast ? PATIENCE : NOTHING_MORE);
        }
        return all;
    }

    Message invalid() {
        try (JMSConsumer consumer = context.createConsumer(context.createQueue(INVALID))) {
            return some(consumer.receive(PATIENCE));
        }
    }

    static JsonNode json(Message message) throws Exception {
        return new ObjectMapper().readTree(message.getBody(String.class));
    }

    private static Message some(Message message) {
        if (message == null) {
            throw new AssertionError("no message came");
        }
        return message;
    }

    @Override
    public void close() {
        context.close();
    }
}
