package dev.zoomstatus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoomstatus.TestSettings;
import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.StatusChange;
import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.trace.TestTraces;
import io.opentelemetry.api.trace.Span;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A call's slot comes free when all is over, however it ends. */
class UnderWayStepTest {

    private final Slots slots = new Slots(TestSettings.zoom(Map.of("zoom.max-concurrency", "1")));
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private UnderWayStep step;

    @BeforeEach
    void start() {
        camel.start();
        step = new UnderWayStep(slots, TestTraces.off(), camel);
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void itsSlotIsFreeOnceTheCallIsOver() {
        Exchange exchange = underWay();

        step.onDone(exchange);

        assertThat(slots.free()).isEqualTo(1);
    }

    @Test
    void itsSlotIsFreeAlthoughItsTraceFails() {
        Exchange exchange = underWay();
        exchange.setProperty("span", failing());

        assertThatThrownBy(() -> step.onDone(exchange)).hasMessage("no trace");

        assertThat(slots.free()).isEqualTo(1);
    }

    private Exchange underWay() {
        StatusChange change = new StatusChange("ann@example.org", Action.DEACTIVATE, null, null, null, null);
        Claim claim = new Claim(1, null, change, "file", "R1", 1, 0, 0, 0, 0, 0, 0, false);
        slots.take(List.of(claim));
        Exchange exchange = new DefaultExchange(camel);
        exchange.getMessage().setBody(claim);
        step.process(exchange);
        return exchange;
    }

    private static Span failing() {
        return (Span) Proxy.newProxyInstance(
                Span.class.getClassLoader(), new Class<?>[] {Span.class}, (proxy, method, arguments) -> {
                    throw new IllegalStateException("no trace");
                });
    }
}
