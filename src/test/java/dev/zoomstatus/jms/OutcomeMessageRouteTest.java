package dev.zoomstatus.jms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.health.FailureLog;
import dev.zoomstatus.ledger.LedgerUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.component.seda.SedaComponent;
import org.apache.camel.component.seda.SedaEndpoint;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a reply is sent; down the real route, to a queue in this process. */
class OutcomeMessageRouteTest {

    private final AtomicInteger noted = new AtomicInteger();
    private DefaultCamelContext camel;
    private int away;

    @BeforeEach
    void start() throws Exception {
        camel = new DefaultCamelContext();
        camel.addComponent("jms", new SedaComponent());
        camel.getRegistry().bind("tell-failure", new FailureLog());
        Processor nothing = exchange -> {};
        for (String step : new String[] {"outcome-message", "undelivered", "broker-failed", "fault"}) {
            camel.getRegistry().bind(step, nothing);
        }
        camel.getRegistry().bind("delivered", (Processor) exchange -> {
            if (away-- > 0) {
                throw new LedgerUnavailableException(new IOException("read-only"));
            }
            noted.incrementAndGet();
        });
        for (String name : new String[] {"on-failure", "outcome-message"}) {
            Path file = Path.of("routes", name + ".camel.yaml");
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.fromString(name + ".yaml", Files.readString(file)));
        }
        camel.start();
    }

    @AfterEach
    void stop() throws IOException {
        camel.close();
    }

    @Test
    void aReplyIsSentOnceThoughTheLedgerCannotNoteItForAWhile() {
        away = 2;

        Exchange over = camel.createProducerTemplate()
                .send("direct:outcome-message", exchange -> exchange.setProperty(OutcomeMessageStep.REPLY, true));

        assertThat(over.getException()).isNull();
        assertThat(sent()).isEqualTo(1);
        assertThat(noted).hasValue(1);
    }

    private int sent() {
        return camel.getEndpoint("jms:queue:reply-address", SedaEndpoint.class)
                .getQueue()
                .size();
    }
}
