package dev.zoomstatus.ledger;

import dev.zoomstatus.change.Row;
import org.jspecify.annotations.Nullable;

/**
 * Where changes came from.
 *
 * @param trigger {@code file} or {@code jms}
 * @param source the file's or the queue's name
 * @param batchId the file's batch, null for a message
 * @param messageId the JMS message id as on the wire, null for a file or if the message had none
 * @param replyTo where the message wants its reply, as {@code queue:} or {@code topic:} and a name; null if nowhere
 * @param correlationId what the reply is to carry, null if there is none
 */
public record Origin(
        String trigger,
        String source,
        @Nullable String batchId,
        @Nullable String messageId,
        @Nullable String replyTo,
        @Nullable String correlationId) {

    /** The origin of a file's rows. */
    public static Origin file(Batch batch) {
        return new Origin("file", batch.file(), batch.id(), null, null, null);
    }

    /** The same origin of a message that is not told from others by its id. */
    Origin withoutMessageId() {
        return new Origin(trigger, source, batchId, null, replyTo, correlationId);
    }

    /** The request id that the row was given, or that follows from where it stands; null if one must be generated. */
    public @Nullable String requestId(Row row) {
        if (row.requestId() != null) {
            return row.requestId();
        }
        // A row that is read again after a crash gets the id that it had.
        return batchId == null ? null : batchId + "-" + row.line();
    }
}
