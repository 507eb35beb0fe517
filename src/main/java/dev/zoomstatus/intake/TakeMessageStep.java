package dev.zoomstatus.intake;

import dev.zoomstatus.change.Row;
import dev.zoomstatus.ledger.Origin;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.jms.JmsMessage;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Step {@code take-message}: reads a message; the body is then its one row, as the only chunk. */
@ApplicationScoped
@Named("take-message")
public class TakeMessageStep implements Processor {

    /** The message as it came. */
    static final String MESSAGE = "message";

    /** The property of a message by which its sender names its trace (W3C Trace Context). */
    static final String TRACEPARENT = "traceparent";

    private final ChangeReader reader;
    private final String queue;

    /** Reads messages of the given queue. */
    public TakeMessageStep(ScheduleSettings schedule, @ConfigProperty(name = "jms.queue") String queue) {
        this.reader = new ChangeReader(schedule.zone());
        this.queue = queue;
    }

    @Override
    public void process(Exchange exchange) throws JMSException {
        Message message = exchange.getMessage(JmsMessage.class).getJmsMessage();
        exchange.setProperty(MESSAGE, message);
        if (message.getObjectProperty(TRACEPARENT) instanceof String traceparent) {
            exchange.setProperty(TRACEPARENT, traceparent);
        }
        MessageId id = new MessageId(message.getJMSMessageID());
        String correlationId = message.getJMSCorrelationID();
        ReturnAddress address =
                ReturnAddress.of(message.getJMSReplyTo(), correlationId != null ? correlationId : id.jms(), queue);
        exchange.setProperty(
                TakeFileStep.ORIGIN,
                new Origin("jms", queue, null, id.key(), address.replyTo(), address.correlationId()));
        String problem = address.problem();
        Row row = problem == null ? MessageRow.read(message, reader) : Row.invalid(0, problem);
        exchange.getMessage().setBody(List.of(List.of(row.withRequestId(id.onTheWire()))));
    }
}
