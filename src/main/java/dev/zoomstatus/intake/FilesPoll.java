package dev.zoomstatus.intake;

import dev.zoomstatus.ledger.FilesLease;
import dev.zoomstatus.ledger.LedgerUnavailableException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultPollingConsumerPollStrategy;

/**
 * Looks into the inbox only in the instance that has the files. Another one that takes them over then sees all of them
 * for the first time, and takes them in their order.
 */
@ApplicationScoped
@Named("files-poll")
public class FilesPoll extends DefaultPollingConsumerPollStrategy {

    private final FilesLease lease;

    /** Asks the given lease. */
    public FilesPoll(FilesLease lease) {
        this.lease = lease;
    }

    @Override
    public boolean begin(Consumer consumer, Endpoint endpoint) {
        try {
            return lease.isHeld();
        } catch (LedgerUnavailableException e) {
            return false; // nothing could be accepted now; the ledger's own check tells of it
        }
    }
}
