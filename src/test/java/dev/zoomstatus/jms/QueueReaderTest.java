package dev.zoomstatus.jms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.demo.Broker;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.stream.Stream;
import org.apache.camel.ConsumerTemplate;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.jms.JmsComponent;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.qpid.jms.JmsConnectionFactory;
import org.apache.qpid.jms.policy.JmsDefaultPrefetchPolicy;
import org.apache.qpid.proton.amqp.Binary;
import org.apache.qpid.proton.amqp.messaging.AmqpValue;
import org.apache.qpid.proton.amqp.messaging.Data;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.messaginghub.pooled.jms.JmsPoolConnectionFactory;

/** How the queue of changes is read; by the real reader, from a real broker. */
class QueueReaderTest {

    private static final String QUEUE = "changes";
    private static final long PATIENCE = Duration.ofSeconds(30).toMillis();

    /** Whoever took the reader for broken would wait for longer than this test does. */
    private static final String READER = "jms:queue:changes?acknowledgementModeName=CLIENT_ACKNOWLEDGE"
            + "&cacheLevelName=CACHE_CONSUMER&disableReplyTo=true&recoveryInterval=600000"
            + "&consumerType=Custom&messageListenerContainerFactory=#queue-reader";

    private Broker broker;
    private JmsPoolConnectionFactory pool;
    private DefaultCamelContext camel;

    @BeforeEach
    void read() throws Exception {
        broker = Broker.start(0);
        pool = new JmsPoolConnectionFactory();
        pool.setConnectionFactory(new JmsConnectionFactory(broker.url()));
        QueueReaders readers = new QueueReaders(pool);
        readers.prepare();
        camel = new DefaultCamelContext();
        camel.addComponent("jms", JmsComponent.jmsComponent(pool));
        camel.getRegistry().bind("queue-reader", readers);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(READER).to("seda:read");
            }
        });
        camel.start();
    }

    @AfterEach
    void close() throws IOException {
        camel.close();
        pool.stop();
        broker.close();
    }

    @ParameterizedTest
    @MethodSource
    void aMessageThatCannotBeDecodedHoldsUpNobody(OnTheWire unreadable) throws Exception {
        try (var context = new JmsConnectionFactory(broker.url()).createContext();
                ConsumerTemplate read = camel.createConsumerTemplate()) {
            context.createProducer().send(context.createQueue(QUEUE), unreadable.message());
            context.createProducer().send(context.createQueue(QUEUE), "next");

            assertThat(read.receiveBody("seda:read", PATIENCE, String.class)).isEqualTo("next");
        }
    }

    @Test
    void fewMessagesAreHeldInMemory() {
        assertThat(prefetch("amqp://localhost")).isEqualTo(10);
    }

    @Test
    void theOperatorsOwnPrefetchGoesFirst() {
        assertThat(prefetch("amqp://localhost?jms.prefetchPolicy.queuePrefetch=5"))
                .isEqualTo(5);
        assertThat(prefetch("amqp://localhost?jms.prefetchPolicy.all=200")).isEqualTo(200);
    }

    private static int prefetch(String url) {
        JmsPoolConnectionFactory pool = new JmsPoolConnectionFactory();
        JmsConnectionFactory client = new JmsConnectionFactory(url);
        pool.setConnectionFactory(client);
        new QueueReaders(pool).prepare();
        return ((JmsDefaultPrefetchPolicy) client.getPrefetchPolicy()).getQueuePrefetch();
    }

    static Stream<OnTheWire> aMessageThatCannotBeDecodedHoldsUpNobody() {
        byte[] latin = "{\"reason\":\"Kündigung\"}".getBytes(StandardCharsets.ISO_8859_1);
        return Stream.of(
                new OnTheWire(QUEUE, new Data(new Binary(latin))).contentType("application/json"),
                new OnTheWire(QUEUE, new Data(new Binary(latin))).contentType("text/plain"),
                new OnTheWire(QUEUE, new AmqpValue("{}")).said(OnTheWire.BYTES),
                new OnTheWire(QUEUE, new AmqpValue("{}")).said(OnTheWire.UNKNOWN));
    }
}
