package dev.zoomstatus.intake;

import dev.zoomstatus.change.Printable;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a message is known by. */
final class MessageId {

    /** The client's marks for ids that are no text, or lack the prefix that JMS wants (AMQP JMS Mapping, 3.2.1.1). */
    private static final Pattern MARK = Pattern.compile("^ID:AMQP_(UUID|ULONG|BINARY|STRING|NO_PREFIX):");

    private MessageId() {}

    /** The id as on the wire; null if there is none, or none that can stand in results and replies. */
    static @Nullable String onTheWire(Message message) throws JMSException {
        String id = message.getJMSMessageID();
        return id == null || !isPlain(id) ? null : MARK.matcher(id).replaceFirst("");
    }

    /** What tells the message from others of its queue, short and printable whatever the id is; null if it has none. */
    static @Nullable String key(Message message) throws JMSException {
        String id = message.getJMSMessageID();
        if (id == null || isPlain(id)) {
            return id;
        }
        return UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static boolean isPlain(String id) {
        return !id.isEmpty() && Printable.clean(id, FieldChecks.MAX_NAME).equals(id);
    }
}
