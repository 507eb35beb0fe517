package dev.zoomstatus.intake;

import dev.zoomstatus.data.DataFolder;
import dev.zoomstatus.ledger.Batches;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.file.Files;

/** Names under which files are kept: {@code leavers.csv}, or {@code leavers-2.csv} if that was there before. */
@ApplicationScoped
public class FileNames {

    private final DataFolder folder;
    private final Batches batches;

    /** Looks for names in the given folder and ledger. */
    public FileNames(DataFolder folder, Batches batches) {
        this.folder = folder;
        this.batches = batches;
    }

    /** The first name that is free in {@code archive/}, {@code results/} and {@code rejected/} alike. */
    String free(String name) {
        int dot = name.lastIndexOf('.');
        String stem = dot > 0 ? name.substring(0, dot) : name;
        String extension = dot > 0 ? name.substring(dot) : "";
        String candidate = name;
        for (int number = 2; isTaken(candidate); number++) {
            candidate = stem + "-" + number + extension;
        }
        return candidate;
    }

    private boolean isTaken(String name) {
        return Files.exists(folder.archive().resolve(name))
                || Files.exists(folder.results().resolve(name + ".result.csv"))
                || Files.exists(folder.rejected().resolve(name))
                || Files.exists(folder.work().resolve(name))
                || batches.unended(name).isPresent();
    }
}
