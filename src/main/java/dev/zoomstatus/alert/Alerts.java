package dev.zoomstatus.alert;

import dev.zoomstatus.change.Printable;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jboss.logging.Logger;

/**
 * Tells people: of each kind the first at once, and what follows within {@code alert.window} in one alert at its end, with
 * the count and up to ten examples. As step {@code send-alerts} it sends what has waited long enough.
 */
@ApplicationScoped
@Named("send-alerts")
public class Alerts implements Processor {

    private static final Logger LOG = Logger.getLogger("dev.zoomstatus.alert");
    private static final int MOST_EXAMPLES = 10;
    private static final int MOST_OF_AN_EXAMPLE = 400;

    private final AlertSettings settings;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Map<Alert, Gathered> gathered = new EnumMap<>(Alert.class);

    private static final class Gathered {
        private Instant sentAt = Instant.EPOCH;
        private int count;
        private final List<String> examples = new ArrayList<>();
    }

    /** Gathers by the given clock. */
    public Alerts(AlertSettings settings, MeterRegistry metrics, Clock clock) {
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Raises an alert; the text is for people and may quote what others sent. */
    public synchronized void raise(Alert kind, String text) {
        Gathered those = gathered.computeIfAbsent(kind, any -> new Gathered());
        those.count++;
        if (those.examples.size() < MOST_EXAMPLES) {
            those.examples.add(Printable.clean(text, MOST_OF_AN_EXAMPLE));
        }
        metrics.counter("zoom.alerts", "kind", kind.name()).increment();
        sendIfDue(kind, those);
    }

    @Override
    public synchronized void process(Exchange exchange) {
        gathered.forEach(this::sendIfDue);
    }

    @PreDestroy
    synchronized void sendAll() {
        gathered.forEach(this::send);
    }

    private void sendIfDue(Alert kind, Gathered those) {
        if (!clock.instant().isBefore(those.sentAt.plus(settings.window()))) {
            send(kind, those);
        }
    }

    private void send(Alert kind, Gathered those) {
        if (those.count == 0) {
            return;
        }
        LOG.warn(
                those.count == 1
                        ? "ALERT " + kind + ": " + those.examples.get(0)
                        : "ALERT " + kind + ": " + those.count + " " + kind.words() + ", for example: "
                                + String.join(" | ", those.examples));
        those.sentAt = clock.instant();
        those.count = 0;
        those.examples.clear();
    }
}
