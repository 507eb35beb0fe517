package dev.zoomstatus.cleanup;

import dev.zoomstatus.data.DataFolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/** Removes old files: archived ones, rejected ones, results, and the audit files of days gone by. */
@ApplicationScoped
public class OldFiles {

    private final DataFolder folder;

    /** Removes from the given folder. */
    public OldFiles(DataFolder folder) {
        this.folder = folder;
    }

    /** Removes the files that were last written before the given time, and returns how many those were. */
    int remove(Instant before) throws IOException {
        int removed = 0;
        for (Path kept : List.of(folder.archive(), folder.results(), folder.rejected(), folder.audit())) {
            for (Path file : files(kept)) {
                if (isOld(file, before) && Files.deleteIfExists(file)) {
                    removed++;
                }
            }
        }
        return removed;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !file.endsWith("audit.jsonl"))
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .toList();
        }
    }

    private static boolean isOld(Path file, Instant before) throws IOException {
        return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                .toInstant()
                .isBefore(before);
    }
}
