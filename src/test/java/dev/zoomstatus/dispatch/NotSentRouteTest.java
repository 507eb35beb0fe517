package dev.zoomstatus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.SettableClock;
import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import dev.zoomstatus.health.FailureLog;
import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.ledger.LedgerUnavailableException;
import dev.zoomstatus.ledger.Origin;
import dev.zoomstatus.ledger.TestLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A change whose call was not made goes back; down the real routes, into a real ledger. */
class NotSentRouteTest {

    private static final String WHY = "its turn was missed";

    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
    private final AtomicInteger tries = new AtomicInteger();
    private final AtomicInteger calls = new AtomicInteger();
    private TestLedger ledger;
    private DefaultCamelContext camel;

    @BeforeEach
    void start(@TempDir Path folder) throws Exception {
        ledger = new TestLedger(folder, clock);
        ledger.acceptance()
                .accept(
                        Origin.file(ledger.batches().begin("a.csv")),
                        List.of(Row.of(
                                2, "activate", new StatusChange("u1", Action.ACTIVATE, null, null, null, null))));
        camel = new DefaultCamelContext();
    }

    @AfterEach
    void stop() throws IOException {
        camel.close();
        ledger.close();
    }

    @Test
    void itMayBeClaimedAgainASecondLater() throws Exception {
        notSent(0);
        clock.advance(Duration.ofSeconds(1));

        assertThat(ledger.claim()).hasSize(1);
    }

    @Test
    void itGoesBackOnceTheLedgerThatWasAwayIsThereAgain() throws Exception {
        notSent(1);
        clock.advance(Duration.ofSeconds(1));

        assertThat(ledger.claim()).hasSize(1);
        assertThat(ledger.auditTrail().uncopied(99)).anyMatch(entry -> ("not sent: " + WHY).equals(entry.message()));
    }

    @Test
    void itIsNotCalledAfterAll() throws Exception {
        notSent(1);

        assertThat(calls).hasValue(0);
    }

    /** Claims the change and lets its call fail before it was made, while the ledger is away for so many tries. */
    private void notSent(int away) throws Exception {
        Claim claim = ledger.claim().get(0);
        NotSentStep step = new NotSentStep(ledger.settlements(), clock);
        camel.getRegistry().bind("tell-failure", new FailureLog());
        camel.getRegistry().bind("fault", new FaultStep());
        camel.getRegistry().bind("not-sent", (Processor) exchange -> {
            if (tries.getAndIncrement() < away) {
                throw new LedgerUnavailableException(new IOException("away"));
            }
            step.process(exchange);
        });
        loadRoutes("on-failure", "not-sent");
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:call").to("direct:authorize").process(exchange -> calls.incrementAndGet());
                from("direct:authorize").process(exchange -> {
                    throw new NotSentException(WHY);
                });
            }
        });
        camel.start();
        Exchange over = camel.createProducerTemplate()
                .send("direct:call", exchange -> exchange.setProperty(CallProperties.CLAIM, claim));
        assertThat(over.getException()).isNull();
    }

    private void loadRoutes(String... names) throws Exception {
        for (String name : names) {
            Path file = Path.of("routes", name + ".camel.yaml");
            PluginHelper.getRoutesLoader(camel)
                    .loadRoutes(ResourceHelper.fromString(name + ".yaml", Files.readString(file)));
        }
    }
}
