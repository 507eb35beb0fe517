package dev.zoomstatus.results;

import dev.zoomstatus.change.Printable;
import dev.zoomstatus.ledger.Batch;
import dev.zoomstatus.ledger.Batches;
import dev.zoomstatus.ledger.LogContext;
import dev.zoomstatus.ledger.ResultRows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jboss.logging.Logger;

/** Step {@code follow-batches}: writes the result of each batch that has ended, and says how far the others are. */
@ApplicationScoped
@Named("follow-batches")
public class FollowBatchesStep implements Processor {

    private static final Logger LOG = Logger.getLogger(FollowBatchesStep.class);

    private final Batches batches;
    private final ResultRows rows;
    private final ResultFile results;
    private final Progress progress;
    private final Clock clock;

    /** Follows the given batches. */
    public FollowBatchesStep(Batches batches, ResultRows rows, ResultFile results, Progress progress, Clock clock) {
        this.batches = batches;
        this.rows = rows;
        this.results = results;
        this.progress = progress;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        IOException unwritten = null;
        for (Batch batch : batches.running()) {
            LogContext.of(batch);
            try {
                follow(batch);
            } catch (IOException e) {
                unwritten = unwritten == null ? e : unwritten; // the results of the others are not to wait for it
            } finally {
                LogContext.clear();
            }
        }
        if (unwritten != null) {
            throw unwritten;
        }
    }

    private void follow(Batch batch) throws IOException {
        if (batch.open() == 0) {
            end(batch);
        } else {
            progress.report(batch, clock.millis());
        }
    }

    private void end(Batch batch) throws IOException {
        Path file = results.write(batch);
        String outcomes = rows.outcomes(batch).entrySet().stream()
                .map(outcome -> outcome.getValue() + " " + outcome.getKey())
                .collect(Collectors.joining(", "));
        batches.ended(batch);
        progress.forget(batch);
        LOG.infof(
                "Ended %s: %d rows in %d s: %s; result in %s",
                Printable.clean(batch.file(), 255),
                batch.rows(),
                Duration.ofMillis(clock.millis() - batch.startedAt()).toSeconds(),
                outcomes,
                Printable.clean(file.toString(), 1000));
    }
}
