package dev.zoomstatus.intake;

import dev.zoomstatus.change.Printable;
import dev.zoomstatus.data.DataFolder;
import dev.zoomstatus.ledger.Batch;
import dev.zoomstatus.ledger.Batches;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jboss.logging.Logger;

/** Step {@code archive}: all rows are in the ledger, so the file goes to {@code archive/}. */
@ApplicationScoped
@Named("archive")
public class ArchiveStep implements Processor {

    private static final Logger LOG = Logger.getLogger(ArchiveStep.class);

    private final DataFolder folder;
    private final Batches batches;

    /** Archives in the given folder. */
    public ArchiveStep(DataFolder folder, Batches batches) {
        this.folder = folder;
        this.batches = batches;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        FileBatch taken = exchange.getProperty(TakeFileStep.BATCH, FileBatch.class);
        taken.close();
        // The file first: once the batch counts as accepted its result may be written, and its name is free again.
        Path archived = folder.archive().resolve(taken.batch().file());
        if (Files.exists(taken.file()) || !Files.exists(archived)) { // else the step is repeated for the ledger's sake
            folder.keep(taken.file(), archived);
        }
        accepted(taken.batch());
    }

    private void accepted(Batch batch) {
        Batch accepted = batches.accepted(batch);
        long not = batches.notAccepted(batch);
        LOG.infof(
                "Accepted %s: %d rows, %d to be carried out, %d not",
                Printable.clean(accepted.file(), 255), accepted.rows(), accepted.rows() - not, not);
    }
}
