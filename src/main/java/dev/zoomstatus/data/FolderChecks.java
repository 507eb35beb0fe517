package dev.zoomstatus.data;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Whether the folders under {@code data.dir} can be used. */
@ApplicationScoped
public class FolderChecks {

    private static final Logger LOG = Logger.getLogger(FolderChecks.class);

    /** With less room than a page of the audit file needs. */
    private static final long LEAST_BYTES = 1 << 20;

    private final DataFolder folder;

    /** Checks the given folders. */
    public FolderChecks(DataFolder folder) {
        this.folder = folder;
    }

    /** What keeps the folders from being used, and how to mend it; null if nothing does. */
    public @Nullable String problem() {
        String missing = those(path -> !Files.isDirectory(path) || !Files.isWritable(path));
        if (!missing.isEmpty()) {
            return "data.dir: bring back, as a folder that this process can write: " + missing;
        }
        String elsewhere = elsewhere();
        if (!elsewhere.isEmpty()) {
            return "data.dir: inbox/, work/, archive/ and rejected/ must lie on one file system, for files are renamed"
                    + " from one to the other; bring back to that of data.dir: " + elsewhere;
        }
        String full = those(path -> usableBytes(path) < LEAST_BYTES);
        return full.isEmpty() ? null : "data.dir: the disk is full, make room for " + full;
    }

    /** Those between which and the others no file can be renamed; all four together may lie elsewhere. */
    private String elsewhere() {
        List<Path> renaming = List.of(folder.inbox(), folder.work(), folder.archive(), folder.rejected());
        if (renaming.stream()
                        .map(this::store)
                        .filter(Objects::nonNull)
                        .distinct()
                        .count()
                < 2) {
            return "";
        }
        FileStore ofRoot = store(folder.root());
        return renaming.stream()
                .filter(path -> store(path) != null && !Objects.equals(store(path), ofRoot))
                .map(Path::toString)
                .collect(Collectors.joining(", "));
    }

    private String those(Predicate<Path> bad) {
        return folder.all().stream().filter(bad).map(Path::toString).collect(Collectors.joining(", "));
    }

    /** Null if it does not tell. */
    @Nullable
    FileStore store(Path path) {
        try {
            return Files.getFileStore(path);
        } catch (IOException e) {
            LOG.debug("the folder does not tell its file system", e);
            return null;
        }
    }

    long usableBytes(Path path) {
        try {
            return Files.getFileStore(path).getUsableSpace();
        } catch (IOException e) {
            LOG.debug("the disk does not tell its room", e);
            return Long.MAX_VALUE;
        }
    }
}
