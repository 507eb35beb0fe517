package dev.zoomstatus.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.ToDoubleFunction;
import org.jdbi.v3.core.Handle;

/** The ledger's gauges. Each is one look at an index, or at its ends. */
@ApplicationScoped
public class LedgerCounts {

    private static final String RETRYING = "SELECT count(*) FROM status_change WHERE retrying = 1";

    private final LedgerDatabase database;
    private final MeterRegistry metrics;
    private final Clock clock;
    private final PromptReading prompt = new PromptReading();

    /** Measures the given database. */
    public LedgerCounts(LedgerDatabase database, MeterRegistry metrics, Clock clock) {
        this.database = database;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Makes the gauges known. */
    public void register() {
        gauge(
                "pending",
                handle -> number(handle, "SELECT count(*) FROM status_change WHERE state = 'PENDING'")
                        - number(handle, RETRYING));
        gauge("retrying", handle -> number(handle, RETRYING));
        gauge(
                "in_flight",
                handle -> number(handle, "SELECT count(*) FROM status_change WHERE lease_until IS NOT NULL"));
        gauge("done", LedgerCounts::done);
        Gauge.builder("zoom.ledger.oldest.due.seconds", () -> read(this::oldestDue))
                .register(metrics);
        Gauge.builder(
                        "zoom.account.paused",
                        () -> read(handle -> AccountState.read(handle).paused() ? 1 : 0))
                .register(metrics);
    }

    private void gauge(String state, ToDoubleFunction<Handle> count) {
        Gauge.builder("zoom.ledger.changes", () -> read(count))
                .tag("state", state)
                .register(metrics);
    }

    private double read(ToDoubleFunction<Handle> count) {
        return prompt.of(() -> database.read(count::applyAsDouble));
    }

    /**
     * Ids follow one another without gaps from 1, the newest is never removed, and counting ten million rows at each
     * scrape would be dear.
     */
    static double done(Handle handle) {
        return number(handle, "SELECT coalesce(max(id), 0) FROM status_change")
                - number(handle, "SELECT removed_changes FROM account WHERE id = 1")
                - number(handle, "SELECT count(*) FROM status_change WHERE state <> 'DONE'");
    }

    private double oldestDue(Handle handle) {
        long now = clock.millis();
        long oldest = (long) number(
                handle,
                "SELECT coalesce(min(claim_at), " + Long.MAX_VALUE + ") FROM status_change WHERE state = 'PENDING'");
        return oldest > now ? 0 : (now - oldest) / 1000.0;
    }

    private static double number(Handle handle, String sql) {
        return handle.createQuery(sql).mapTo(Long.class).one();
    }
}
