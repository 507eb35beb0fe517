package dev.zoomstatus.intake;

import dev.zoomstatus.change.Row;
import dev.zoomstatus.ledger.Acceptance;
import dev.zoomstatus.ledger.Accepted;
import dev.zoomstatus.ledger.Origin;
import dev.zoomstatus.trace.ChangeTraces;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step {@code store}: finds duplicates and stores a chunk of rows in the ledger, in one transaction. */
@ApplicationScoped
@Named("store")
public class StoreStep implements Processor {

    /** What is to be mended in a message that makes no sense. */
    static final String REFUSAL = "refusal";

    private final Acceptance acceptance;
    private final ChangeTraces traces;
    private final MeterRegistry metrics;

    /** Stores in the given ledger. */
    public StoreStep(Acceptance acceptance, ChangeTraces traces, MeterRegistry metrics) {
        this.acceptance = acceptance;
        this.traces = traces;
        this.metrics = metrics;
    }

    @Override
    @SuppressWarnings("unchecked") // the triggers hand over rows, and nothing else
    public void process(Exchange exchange) {
        Origin origin = exchange.getProperty(TakeFileStep.ORIGIN, Origin.class);
        List<Row> rows = exchange.getMessage().getBody(List.class);
        Accepted accepted = acceptance.accept(origin, rows);
        String sender = exchange.getProperty(TakeMessageStep.TRACEPARENT, String.class);
        if (sender != null) {
            rows.forEach(row -> traces.received(sender, origin.requestId(row)));
        }
        if (exchange.getProperty(TakeMessageStep.MESSAGE) != null) {
            exchange.setProperty(REFUSAL, accepted.refusal());
        }
        count(origin, "INVALID", accepted.invalid());
        count(origin, "DUPLICATE", accepted.duplicates());
    }

    private void count(Origin origin, String outcome, int changes) {
        metrics.counter("zoom.changes", "trigger", origin.trigger(), "outcome", outcome)
                .increment(changes);
    }
}
