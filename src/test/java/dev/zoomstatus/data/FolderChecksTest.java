package dev.zoomstatus.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.TestSettings;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps the folders from being used, and what people read of it. */
class FolderChecksTest {

    private DataFolder folder;
    private FolderChecks checks;
    private @Nullable Path full;
    private @Nullable Path mounted;

    @BeforeEach
    void open(@TempDir Path root) {
        folder = new DataFolder(TestSettings.of(DataSettings.class, Map.of("data.dir", root.toString())));
        folder.open();
        checks = new FolderChecks(folder) {
            @Override
            long usableBytes(Path path) {
                return path.equals(full) ? 1000 : super.usableBytes(path);
            }

            @Override
            @Nullable
            FileStore store(Path path) {
                return super.store(path.equals(mounted) ? Path.of("/proc") : path);
            }
        };
    }

    @Test
    void aFolderThatIsGoneIsAProblem() throws IOException {
        Files.delete(folder.results());

        assertThat(checks.problem()).startsWith("data.dir: bring back").endsWith(": " + folder.results());
    }

    @Test
    void aFullDiskIsAProblem() {
        full = folder.audit();

        assertThat(checks.problem()).isEqualTo("data.dir: the disk is full, make room for " + folder.audit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"inbox", "work", "archive", "rejected"})
    void aFolderOnAFileSystemOfItsOwnIsAProblem(String folderOfItsOwn) {
        mounted = folder.inbox().resolveSibling(folderOfItsOwn);

        assertThat(checks.problem())
                .isEqualTo("data.dir: inbox/, work/, archive/ and rejected/ must lie on one file system, for files are"
                        + " renamed from one to the other; bring back to that of data.dir: " + mounted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"results", "audit"})
    void aFolderThatNoFileIsMovedToMayHaveAFileSystemOfItsOwn(String folderOfItsOwn) {
        mounted = folder.inbox().resolveSibling(folderOfItsOwn);

        assertThat(checks.problem()).isNull();
    }

    @Test
    void whatCanBeUsedIsNoProblem() {
        assertThat(checks.problem()).isNull();
    }
}
