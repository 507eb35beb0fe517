package dev.zoomstatus.alert;

import dev.zoomstatus.change.Printable;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/**
 * Gathers alerts: of each kind the first is due at once, and what follows within {@code alert.window} in one digest at its
 * end. Step {@code due-digests} takes what is due.
 */
@ApplicationScoped
@Named("due-digests")
public class Alerts implements Processor {

    private static final int MOST_OF_AN_EXAMPLE = 400;

    private final AlertSettings settings;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final Map<Alert, Digest> gathered = new EnumMap<>(Alert.class);
    private final Map<Alert, Instant> takenAt = new EnumMap<>(Alert.class);

    /** Gathers by the given clock. */
    public Alerts(AlertSettings settings, MeterRegistry metrics, Clock clock) {
        this.settings = settings;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Raises an alert; the text is for people and may quote what others sent. Waits for nothing. */
    public void raise(Alert kind, String text) {
        metrics.counter("zoom.alerts", "kind", kind.name()).increment();
        Digest digest = Digest.of(kind, Printable.clean(text, MOST_OF_AN_EXAMPLE), clock.instant());
        synchronized (this) {
            gathered.merge(kind, digest, Digest::and);
        }
    }

    @Override
    public void process(Exchange exchange) {
        exchange.getMessage().setBody(takeDue());
    }

    /** Takes the digests whose window is over. */
    synchronized List<Digest> takeDue() {
        Instant now = clock.instant();
        return take(gathered.values().stream()
                .filter(digest -> !now.isBefore(
                        takenAt.getOrDefault(digest.kind(), Instant.EPOCH).plus(settings.window())))
                .toList());
    }

    /** Takes all digests, due or not. */
    synchronized List<Digest> takeAll() {
        return take(List.copyOf(gathered.values()));
    }

    private List<Digest> take(List<Digest> digests) {
        Instant now = clock.instant();
        for (Digest digest : digests) {
            gathered.remove(digest.kind());
            takenAt.put(digest.kind(), now);
        }
        return digests;
    }
}
