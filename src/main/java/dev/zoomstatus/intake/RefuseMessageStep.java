package dev.zoomstatus.intake;

import dev.zoomstatus.change.Printable;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.jms.JmsMessage;

/** Step {@code refuse-message}: puts the message that came back into the exchange, with the reason as a property. */
@ApplicationScoped
@Named("refuse-message")
public class RefuseMessageStep implements Processor {

    private static final String REASON = "reason";
    private static final String A_FAULT = "a fault of this application, see its log";
    private static final int MOST_OF_A_REASON = 1000;

    /** Made by the container. */
    public RefuseMessageStep() {}

    @Override
    public void process(Exchange exchange) throws JMSException {
        Message message = exchange.getProperty(TakeMessageStep.MESSAGE, Message.class);
        String reason = exchange.getProperty(StoreStep.REFUSAL, A_FAULT, String.class);
        give(message, REASON, Printable.clean(reason, MOST_OF_A_REASON));
        exchange.setMessage(new JmsMessage(exchange, message, null, null));
    }

    /** A received message's properties are for reading; set anew, those that JMS has no type or name for would be lost. */
    private static void give(Message message, String name, String value) throws JMSException {
        if (message instanceof org.apache.qpid.jms.message.JmsMessage received) {
            received.setReadOnlyProperties(false);
        }
        message.setStringProperty(name, value);
    }
}
