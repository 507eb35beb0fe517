package dev.zoomstatus.intake;

import dev.zoomstatus.data.DataFolder;
import dev.zoomstatus.ledger.Batches;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Names under which files are kept: {@code leavers.csv}, or {@code leavers-2.csv} if that was there before. */
@ApplicationScoped
public class FileNames {

    /** File systems allow 255; the names of results and errors have something behind. */
    private static final int MOST_BYTES = 255 - "-99999.result.csv".length();

    /** What is longer is none, and part of the name that is shortened: something must be left of that. */
    private static final int MOST_OF_AN_EXTENSION = 20;

    private final DataFolder folder;
    private final Batches batches;

    /** Looks for names in the given folder and ledger. */
    public FileNames(DataFolder folder, Batches batches) {
        this.folder = folder;
        this.batches = batches;
    }

    /**
     * The first name that is free in {@code archive/}, {@code results/} and {@code rejected/} alike.
     *
     * @throws NoSuchFileException if archive/ or rejected/ is away: what it holds would be taken for free
     */
    String free(String name) throws NoSuchFileException {
        int dot = name.lastIndexOf('.');
        boolean extended = dot > 0 && bytes(name.substring(dot)) <= MOST_OF_AN_EXTENSION;
        String extension = extended ? name.substring(dot) : "";
        String stem = shorten(extended ? name.substring(0, dot) : name, MOST_BYTES - bytes(extension));
        String candidate = stem + extension;
        for (int number = 2; isTaken(candidate); number++) {
            candidate = stem + "-" + number + extension;
        }
        for (Path keeping : List.of(folder.archive(), folder.rejected())) {
            if (!Files.isDirectory(keeping)) { // asked last: so one that goes away meanwhile is found, too
                throw new NoSuchFileException(keeping.toString());
            }
        }
        return candidate;
    }

    /** Whether a file of that name, or what is written beside it, lies in a folder that keeps files, or is being read. */
    boolean isKept(String name) {
        return Files.exists(folder.archive().resolve(name))
                || Files.exists(folder.results().resolve(name + ".result.csv"))
                || Files.exists(folder.rejected().resolve(name))
                || Files.exists(folder.rejected().resolve(name + ".error.txt"))
                || Files.exists(folder.work().resolve(name));
    }

    private static String shorten(String stem, int mostBytes) {
        String shorter = stem;
        while (bytes(shorter) > mostBytes && !shorter.isEmpty()) {
            shorter = shorter.substring(0, shorter.offsetByCodePoints(shorter.length(), -1));
        }
        return shorter;
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    private boolean isTaken(String name) {
        return isKept(name) || batches.isUnended(name);
    }
}
