package dev.zoomstatus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.SettableClock;
import dev.zoomstatus.TestSettings;
import dev.zoomstatus.alert.AlertSettings;
import dev.zoomstatus.alert.Alerts;
import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.StatusChange;
import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.ledger.TestLedger;
import dev.zoomstatus.zoom.AccessToken;
import dev.zoomstatus.zoom.AnswerReader;
import dev.zoomstatus.zoom.TestConnections;
import dev.zoomstatus.zoom.TokenEndpoint;
import dev.zoomstatus.zoom.ZoomSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a call is said to have taken. */
class AnswerStepTest {

    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();

    @Test
    void theWaitForTheTurnIsNoPartOfTheCallsTime(@TempDir Path folder) throws Exception {
        ZoomSettings settings = TestSettings.zoom(Map.of("zoom.rate-limit", "0"));
        try (TestLedger ledger = new TestLedger(folder, clock);
                CloseableHttpClient client = TestConnections.client(settings);
                DefaultCamelContext camel = new DefaultCamelContext()) {
            Exchange exchange = new DefaultExchange(camel);
            exchange.setProperty(CallProperties.CLAIM, claim());
            exchange.setProperty(CallProperties.FAILURE, new IOException("lost"));
            clock.advance(Duration.ofMillis(200));
            new TurnStep(new Budget(settings, ledger.callSchedule(), clock, nanos -> {}), clock).process(exchange);
            clock.advance(Duration.ofMillis(40));

            new AnswerStep(
                            new AnswerReader(settings, clock),
                            pause(settings, ledger),
                            new SilenceStreak(),
                            new AccessToken(new TokenEndpoint(settings, client), metrics, clock),
                            new CallTimes(metrics),
                            clock)
                    .process(exchange);

            assertThat(metrics.get("zoom.calls").timer().totalTime(TimeUnit.MILLISECONDS))
                    .isEqualTo(40);
        }
    }

    private AccountPause pause(ZoomSettings settings, TestLedger ledger) {
        Alerts alerts = new Alerts(TestSettings.of(AlertSettings.class, Map.of()), metrics, clock);
        return new AccountPause(ledger.account(), alerts, settings, clock);
    }

    private Claim claim() {
        StatusChange change = new StatusChange("u1", Action.ACTIVATE, null, null, null, null);
        long sendBefore = System.nanoTime() + TimeUnit.HOURS.toNanos(1);
        return new Claim(1, null, change, "file", "R1", 1, 0, 0, 0, clock.millis(), 0, sendBefore, false);
    }
}
