package dev.zoomstatus.cleanup;

import dev.zoomstatus.data.DataSettings;
import dev.zoomstatus.ledger.OldRows;
import dev.zoomstatus.ledger.OldRows.Removed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Step {@code clean-up}: removes what is older than {@code data.keep}, slowly, and tells of it once a day. */
@ApplicationScoped
@Named("clean-up")
public class CleanUpStep implements Processor {

    private static final Logger LOG = Logger.getLogger(CleanUpStep.class);

    /** Between two transactions: most of the time belongs to those who have more urgent things to write. */
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final OldRows rows;
    private final OldFiles files;
    private final Duration keep;
    private final Clock clock;
    private long changes;
    private long entries;
    private long batches;
    private long removedFiles;
    private @Nullable LocalDate told;

    /** Removes rows and files by the given clock. */
    public CleanUpStep(OldRows rows, OldFiles files, DataSettings settings, Clock clock) {
        this.rows = rows;
        this.files = files;
        this.keep = settings.keep();
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws IOException, InterruptedException {
        Instant before = clock.instant().minus(keep);
        CamelContext camel = exchange.getContext();
        changes += all(camel, after -> rows.changes(after, before));
        entries += all(camel, after -> rows.entries(after, before));
        batches += rows.batches(before);
        removedFiles += files.remove(before);
        tell();
    }

    private static long all(CamelContext camel, LongFunction<Removed> next) throws InterruptedException {
        long count = 0;
        Removed removed = next.apply(0);
        count += removed.rows();
        while (removed.more() && !camel.isStopping()) {
            TimeUnit.MILLISECONDS.sleep(PAUSE.toMillis());
            removed = next.apply(removed.lastId());
            count += removed.rows();
        }
        return count;
    }

    private void tell() {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (changes + entries + batches + removedFiles > 0 && !today.equals(told)) {
            LOG.info(String.format(
                    Locale.ROOT,
                    "Removed what was kept for %d days (data.keep): %d changes, %d audit entries, %d batches, %d files",
                    keep.toDays(),
                    changes,
                    entries,
                    batches,
                    removedFiles));
            told = today;
            changes = 0;
            entries = 0;
            batches = 0;
            removedFiles = 0;
        }
    }
}
