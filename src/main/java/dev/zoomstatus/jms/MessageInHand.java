package dev.zoomstatus.jms;

import jakarta.jms.JMSException;
import java.util.Objects;
import java.util.Optional;
import org.apache.qpid.jms.message.facade.JmsMessageFacade;
import org.apache.qpid.jms.tracing.JmsTracer;
import org.apache.qpid.jms.tracing.TraceableMessage;
import org.jspecify.annotations.Nullable;

/**
 * Sees each message that a thread is about to receive. The client then makes a copy of it, and gives the message back
 * to the broker if that fails: in copying it decodes the body, which may be in another encoding, or of another kind, than the
 * message says.
 */
final class MessageInHand implements JmsTracer {

    private static final ThreadLocal<@Nullable TraceableMessage> IN_HAND = new ThreadLocal<>();

    @Override
    public void syncReceive(TraceableMessage message, String address, DeliveryOutcome outcome) {
        if (outcome == DeliveryOutcome.DELIVERED) {
            IN_HAND.set(message);
        }
    }

    /** Returns the id of the message that cannot be copied; empty if there is none, and something else failed. */
    Optional<String> undecoded() {
        if (!(IN_HAND.get() instanceof JmsMessageFacade message)) {
            return Optional.empty();
        }
        try {
            message.copy();
            return Optional.empty();
        } catch (JMSException | RuntimeException e) {
            return Optional.of(Objects.requireNonNullElse(message.getMessageId(), "none"));
        }
    }

    void letGo() {
        IN_HAND.remove();
    }

    @Override
    public void initSend(TraceableMessage message, String address) {
        // only what is received matters
    }

    @Override
    public void completeSend(TraceableMessage message, String outcome) {
        // only what is received matters
    }

    @Override
    public void asyncDeliveryInit(TraceableMessage message, String address) {
        // nothing is delivered so
    }

    @Override
    public void asyncDeliveryComplete(
            TraceableMessage message, DeliveryOutcome outcome, @Nullable Throwable throwable) {
        // nothing is delivered so
    }

    @Override
    public void close() {
        // nothing is kept
    }
}
