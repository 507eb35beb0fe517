package dev.zoomstatus.bench;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file of changes, each of another user, in no order of their names. */
final class ChangesFile {

    private static final long PRIME = 7_919_111;

    private ChangesFile() {}

    /** Changes that go at once. */
    static Path write(Path file, int changes) throws IOException {
        return write(file, changes, "");
    }

    /** Changes that go in many years. */
    static Path writeForLater(Path file, int changes) throws IOException {
        return write(file, changes, "2099-01-01T00:00:00Z");
    }

    private static Path write(Path file, int changes, String effectiveAt) throws IOException {
        Files.createDirectories(file.getParent());
        try (Writer csv = Files.newBufferedWriter(file)) {
            csv.write("user,action,effective_at\n");
            for (int i = 0; i < changes; i++) {
                csv.write("u" + i * PRIME % changes + "@example.org,deactivate," + effectiveAt + "\n");
            }
        }
        return file;
    }
}
