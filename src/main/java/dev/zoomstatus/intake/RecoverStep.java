package dev.zoomstatus.intake;

import dev.zoomstatus.change.Printable;
import dev.zoomstatus.data.DataFolder;
import dev.zoomstatus.ledger.Batch;
import dev.zoomstatus.ledger.Batches;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jboss.logging.Logger;

/**
 * Step {@code recover-batches}: goes on where a process died between what it did with a file and the note of it. A file
 * that lies in {@code work/} is not its affair: that one is read to its end.
 */
@ApplicationScoped
@Named("recover-batches")
public class RecoverStep implements Processor {

    private static final Logger LOG = Logger.getLogger(RecoverStep.class);

    /** Between the beginning of a batch and its file's move there is no more than an instant; but a drive may come late. */
    private static final long LONG_ENOUGH = Duration.ofMinutes(10).toMillis();

    private final DataFolder folder;
    private final Batches batches;
    private final Clock clock;
    private final Map<String, Long> missedSince = new HashMap<>();

    /** Looks into the given folder. */
    public RecoverStep(DataFolder folder, Batches batches, Clock clock) {
        this.folder = folder;
        this.batches = batches;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        if (!Files.isDirectory(folder.work()) || !Files.isDirectory(folder.archive())) {
            return; // the folder is gone, not its files: they come back with it
        }
        List<Batch> reading = batches.reading();
        missedSince.keySet().retainAll(reading.stream().map(Batch::id).toList());
        for (Batch batch : reading) {
            if (!Files.notExists(folder.work().resolve(batch.file()))) {
                missedSince.remove(batch.id());
            } else if (Files.exists(folder.archive().resolve(batch.file()))) {
                folder.sync(folder.archive());
                batches.accepted(batch);
            } else if (clock.millis() - missedSince.computeIfAbsent(batch.id(), id -> clock.millis()) > LONG_ENOUGH) {
                giveUp(batch);
            }
        }
    }

    private void giveUp(Batch batch) {
        if (batch.lastLine() == 0) {
            batches.drop(batch);
        } else {
            LOG.warnf(
                    "The file %s is gone from work/ before it was read to its end: its result will hold the rows up to"
                            + " line %d",
                    Printable.clean(batch.file(), 255), batch.lastLine());
            batches.accepted(batch);
        }
    }
}
