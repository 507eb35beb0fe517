package dev.zoomstatus.health;

import dev.zoomstatus.data.FolderChecks;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.nio.file.FileSystemException;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step {@code check-folders}: fails if a folder cannot be used. One that is gone is not made anew, for its drive may come back. */
@ApplicationScoped
@Named("check-folders")
public class FoldersStep implements Processor {

    private final FolderChecks folders;

    /** Asks the given checks. */
    public FoldersStep(FolderChecks folders) {
        this.folders = folders;
    }

    @Override
    public void process(Exchange exchange) throws FileSystemException {
        String problem = folders.problem();
        if (problem != null) {
            throw new FileSystemException(problem);
        }
    }
}
