package dev.zoomstatus.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoomstatus.demo.Broker;
import jakarta.jms.JMSConsumer;
import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.apache.qpid.jms.JmsConnectionFactory;

/** Another system with a broker of its own: sends changes as messages, and keeps what it hears of changes. */
final class Messages implements AutoCloseable {

    static final String QUEUE = "zoom.user-status";

    private static final String REPLIES = "chaos.replies";
    private static final String OUTCOMES = "zoom.user-status.outcome";
    private static final String SUBSCRIBER = "chaos";
    private static final long PATIENCE_MILLIS = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Broker and client tell of each start, stop and broken connection at length. Held, or their levels are gone. */
    private static final List<Logger> QUIET = Stream.of("org.apache.qpid", "org.apache.activemq.artemis.core.server")
            .map(Logger::getLogger)
            .toList();

    static {
        QUIET.forEach(logger -> logger.setLevel(Level.OFF));
    }

    private final Path journal;
    private boolean up = true;
    private final Set<Seen.Result> replies = new LinkedHashSet<>();
    private final Set<Seen.Result> outcomes = new LinkedHashSet<>();
    private int again;
    private Broker broker;
    private JMSContext context;
    private JMSConsumer replied;
    private JMSConsumer ended;

    /** Starts a broker that keeps its messages in the given folder. */
    Messages(Path journal) throws IOException {
        this.journal = journal;
        this.broker = Broker.start(0, journal);
        this.context = connect();
        this.replied = context.createConsumer(context.createQueue(REPLIES));
        this.ended = context.createDurableConsumer(context.createTopic(OUTCOMES), SUBSCRIBER);
    }

    int port() {
        return broker.port();
    }

    private JMSContext connect() {
        JMSContext connected = new JmsConnectionFactory(broker.url()).createContext();
        connected.setClientID(SUBSCRIBER);
        return connected;
    }

    /** Sends the change; those of one user go to one instance at a time. */
    void send(Wish wish, String json) throws IOException {
        try {
            Queue queue = context.createQueue(QUEUE);
            TextMessage message = context.createTextMessage(json);
            message.setJMSCorrelationID(wish.requestId());
            message.setJMSReplyTo(context.createQueue(REPLIES));
            message.setStringProperty("JMSXGroupID", wish.userKey());
            context.createProducer().send(queue, message);
        } catch (JMSException e) {
            throw new IOException("a message could not be sent", e);
        }
    }

    /** Stops the broker; it keeps what it has. */
    void goDown() throws IOException {
        up = false;
        context.close();
        broker.close();
    }

    /** Starts it again on the same port. */
    void comeBack() throws IOException {
        broker = Broker.start(broker.port(), journal);
        context = connect();
        replied = context.createConsumer(context.createQueue(REPLIES));
        ended = context.createDurableConsumer(context.createTopic(OUTCOMES), SUBSCRIBER);
        up = true;
    }

    /** Whether the broker is there. */
    boolean isUp() {
        return up;
    }

    /** Takes what has come. */
    void collect() throws IOException {
        collect(replied, replies, true);
        collect(ended, outcomes, false);
    }

    private void collect(JMSConsumer from, Set<Seen.Result> to, boolean reply) throws IOException {
        for (Message next = from.receive(PATIENCE_MILLIS); next != null; next = from.receive(PATIENCE_MILLIS)) {
            try {
                again += to.add(result(next, reply)) ? 0 : 1;
            } catch (JMSException e) {
                throw new IOException("a message could not be read", e);
            }
        }
    }

    private static Seen.Result result(Message message, boolean reply) throws JMSException, IOException {
        JsonNode body = JSON.readTree(message.getBody(String.class));
        boolean mine = !reply || body.path("requestId").asText().equals(message.getJMSCorrelationID());
        return new Seen.Result(
                mine ? QUEUE : "a reply with the correlation id " + message.getJMSCorrelationID(),
                0,
                body.path("user").asText(),
                body.path("action").asText(),
                body.path("outcome").asText(),
                body.path("requestId").asText());
    }

    /** The replies, each once; one under another's correlation id has no proper source. */
    List<Seen.Result> replies() {
        return List.copyOf(replies);
    }

    /** The outcome messages, each once. */
    List<Seen.Result> outcomes() {
        return List.copyOf(outcomes);
    }

    /** How many of both came more than once. */
    int again() {
        return again;
    }

    void forget() {
        replies.clear();
        outcomes.clear();
        again = 0;
    }

    @Override
    public void close() throws IOException {
        if (up) {
            goDown();
        }
    }
}
