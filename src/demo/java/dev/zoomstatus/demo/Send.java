package dev.zoomstatus.demo;

import jakarta.jms.JMSContext;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.Queue;
import jakarta.jms.TextMessage;
import java.time.Duration;
import org.apache.qpid.jms.JmsConnectionFactory;

/** Sends one change to the demo's broker, as another system would, and waits for the reply. */
public final class Send {

    private static final long PATIENCE = Duration.ofSeconds(30).toMillis();

    private Send() {}

    /** Takes the message, and the broker's address if it is not the demo's. */
    public static void main(String[] args) throws JMSException {
        if (args.length == 0) {
            System.err.println(
                    "usage: Send '{\"user\":\"jane@example.com\",\"action\":\"deactivate\"}' [amqp://host:port]");
            System.exit(2);
        }
        String broker = args.length > 1 ? args[1] : Demo.BROKER;
        try (JMSContext context = new JmsConnectionFactory(broker).createContext()) {
            Queue replies = context.createTemporaryQueue();
            TextMessage message = context.createTextMessage(args[0]);
            message.setJMSReplyTo(replies);
            context.createProducer().send(context.createQueue("zoom.user-status"), message);
            Message reply = context.createConsumer(replies).receive(PATIENCE);
            System.out.println(reply == null ? "no reply in 30 s" : reply.getBody(String.class));
        }
    }
}
