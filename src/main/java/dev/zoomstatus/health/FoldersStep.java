package dev.zoomstatus.health;

import dev.zoomstatus.data.DataFolder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;

/** Step {@code check-folders}: fails if a folder is gone. It is not made anew, for its drive may come back. */
@ApplicationScoped
@Named("check-folders")
public class FoldersStep implements Processor {

    private final DataFolder folder;

    /** Looks at the given folders. */
    public FoldersStep(DataFolder folder) {
        this.folder = folder;
    }

    @Override
    public void process(Exchange exchange) throws NoSuchFileException {
        List<Path> missing = folder.missing();
        if (!missing.isEmpty()) {
            throw new NoSuchFileException(reason(missing));
        }
    }

    static String reason(List<Path> missing) {
        return "data.dir: bring back, as a folder that this process can write: "
                + missing.stream().map(Path::toString).collect(Collectors.joining(", "));
    }
}
