package dev.zoomstatus.results;

import dev.zoomstatus.change.Printable;
import dev.zoomstatus.ledger.Batch;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jboss.logging.Logger;

/** Says in the log how far a batch is, how fast it goes and how long it will take. For one thread. */
@ApplicationScoped
public class Progress {

    private static final Logger LOG = Logger.getLogger(Progress.class);
    private static final long EVERY = Duration.ofSeconds(9).toMillis(); // with the period of the looks, within ten

    /** A batch that only waits, for months maybe, is told of ever less often, down to this. */
    private static final long LONGEST = Duration.ofHours(1).toMillis();

    private final Map<String, Seen> seen = new HashMap<>();

    private record Seen(long at, long open, long quiet) {}

    /** Begins with nothing seen. */
    public Progress() {}

    void report(Batch batch, long now) {
        Seen before = seen.get(batch.id());
        if (before == null) {
            seen.put(batch.id(), new Seen(now, batch.open(), EVERY));
            return;
        }
        boolean goesOn = batch.open() < before.open();
        if (now - before.at() >= (goesOn ? EVERY : before.quiet())) {
            say(batch, (before.open() - batch.open()) * 1000.0 / (now - before.at()));
            seen.put(batch.id(), new Seen(now, batch.open(), goesOn ? EVERY : Math.min(LONGEST, 2 * before.quiet())));
        }
    }

    void forget(Batch batch) {
        seen.remove(batch.id());
    }

    private static void say(Batch batch, double perSecond) {
        String left = perSecond > 0 ? left(Duration.ofSeconds((long) (batch.open() / perSecond))) : "waiting";
        LOG.infof(
                "Progress %s: %d/%d, %s/s, %s",
                Printable.clean(batch.file(), 255),
                batch.rows() - batch.open(),
                batch.rows(),
                String.format(Locale.ROOT, "%.1f", perSecond),
                left);
    }

    private static String left(Duration left) {
        return left.toString().substring("PT".length()).toLowerCase(Locale.ROOT) + " left"; // 1m33s
    }
}
