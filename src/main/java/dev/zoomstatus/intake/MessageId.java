package dev.zoomstatus.intake;

import dev.zoomstatus.change.Printable;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a message is known by.
 *
 * @param jms the id as JMS writes it; null if the message has none
 */
record MessageId(@Nullable String jms) {

    /** The client's marks for ids that are no text, or lack the prefix that JMS wants (AMQP JMS Mapping, 3.2.1.1). */
    private static final Pattern MARK = Pattern.compile("^ID:AMQP_(UUID|ULONG|BINARY|STRING|NO_PREFIX):");

    /** The id as on the wire; null if there is none, or none that can stand in results and replies. */
    @Nullable
    String onTheWire() {
        return jms == null || isEmpty(jms) || !isPlain(jms)
                ? null
                : MARK.matcher(jms).replaceFirst("");
    }

    /** What tells the message from others of its queue, short and printable whatever the id is; null if it has none. */
    @Nullable
    String key() {
        if (jms == null || isEmpty(jms)) {
            return null; // several messages may have it, which are not one
        }
        return isPlain(jms)
                ? jms
                : UUID.nameUUIDFromBytes(jms.getBytes(StandardCharsets.UTF_8)).toString();
    }

    /** Whether the id is empty on the wire. */
    private static boolean isEmpty(String id) {
        return MARK.matcher(id).replaceFirst("").isEmpty();
    }

    private static boolean isPlain(String id) {
        return !id.isEmpty() && Printable.clean(id, FieldChecks.MAX_NAME).equals(id);
    }
}
