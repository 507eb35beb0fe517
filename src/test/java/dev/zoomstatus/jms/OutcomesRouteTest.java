package dev.zoomstatus.jms;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zoomstatus.health.FailureLog;
import dev.zoomstatus.ledger.OutcomeMessage;
import dev.zoomstatus.ledger.ResultRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.apache.camel.Processor;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a page of messages is sent; down the real routes. */
class OutcomesRouteTest {

    private final Set<String> tried = new ConcurrentSkipListSet<>();

    @ParameterizedTest
    @CsvSource({"outcomes, unsent", "refused-replies, refused-replies"})
    void atAStopNothingIsTriedBehindWhatTheBrokerDidNotTake(String route, String page) throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getRegistry().bind("tell-failure", new FailureLog());
            for (String step :
                    List.of("files-lease", "broker-answers", "sent", "undelivered", "broker-failed", "fault")) {
                camel.getRegistry().bind(step, (Processor) exchange -> {});
            }
            camel.getRegistry().bind(page, (Processor)
                    exchange -> exchange.getMessage().setBody(List.of(outcome("first"), outcome("second"))));
            OutcomeMessageStep step = new OutcomeMessageStep();
            camel.getRegistry().bind("outcome-message", (Processor) exchange -> {
                step.process(exchange);
                if (!exchange.isRouteStop()) {
                    tried.add(exchange.getMessage().getBody(String.class));
                    throw BrokerUnavailableException.takesNothing("jms.outcome-topic", new IOException("silent"));
                }
            });
            camel.getRegistry().bind("delivered", (Processor) exchange -> {});
            for (String name : List.of("on-failure", "outcome-message", route)) {
                Path file = Path.of("routes", name + ".camel.yaml");
                String text =
                        Files.readString(file).replace("jms:queue:", "seda:").replace("jms:topic:", "seda:");
                PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromString(name + ".yaml", text));
            }
            camel.start();
            camel.getRouteController().startRoute(route);
            await().until(() -> !tried.isEmpty());

            camel.stop();
        }

        assertThat(tried).singleElement().asString().contains("first");
    }

    private static OutcomeMessage outcome(String user) {
        ResultRow row = new ResultRow(0, user, "ACTIVATE", "UPDATED", 204, null, null, 1, "R", Instant.EPOCH);
        return new OutcomeMessage(1, null, null, false, row);
    }
}
