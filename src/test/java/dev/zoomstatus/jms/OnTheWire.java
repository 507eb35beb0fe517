package dev.zoomstatus.jms;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.qpid.jms.JmsDestination;
import org.apache.qpid.jms.message.JmsMessage;
import org.apache.qpid.jms.provider.amqp.message.AmqpJmsMessageFacade;
import org.apache.qpid.proton.amqp.Symbol;
import org.apache.qpid.proton.amqp.messaging.MessageAnnotations;
import org.apache.qpid.proton.amqp.messaging.Section;
import org.apache.qpid.proton.message.Message;

/** An AMQP message as clients other than JMS write it, sent by JMS as it is. */
final class OnTheWire {

    static final byte BYTES = 3;
    static final byte UNKNOWN = 77;

    private final Message message = Message.Factory.create();
    private final Map<Symbol, Object> annotations = new HashMap<>();

    OnTheWire(String queue, Section body) {
        message.setBody(body);
        message.setAddress(queue);
        message.setDurable(true);
        message.setMessageAnnotations(new MessageAnnotations(annotations));
        annotations.put(Symbol.valueOf("x-opt-jms-dest"), (byte) 0); // a queue, to be made if need be
    }

    OnTheWire contentType(String type) {
        message.setContentType(type);
        return this;
    }

    /** Says of which kind the body is, as JMS clients do. */
    OnTheWire said(byte kind) {
        annotations.put(Symbol.valueOf("x-opt-jms-msg-type"), kind);
        return this;
    }

    JmsMessage message() {
        byte[] room = new byte[8192];
        byte[] wire = Arrays.copyOf(room, message.encode(room, 0, room.length));
        return new JmsMessage(new AmqpJmsMessageFacade() {
            @Override
            public void setDestination(JmsDestination destination) {
                // is the link's
            }

            @Override
            public void onSend(long producerTtl) {
                // nothing to add
            }

            @Override
            public ByteBuf encodeMessage() {
                return Unpooled.wrappedBuffer(wire);
            }
        });
    }
}
