package dev.zoomstatus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoomstatus.TestSettings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How files go from folder to folder. */
class DataFolderTest {

    private final List<Path> synced = new ArrayList<>();
    private DataFolder folder;
    private Path taken;
    private @Nullable Path full;
    private @Nullable Path mounted;

    @BeforeEach
    void open(@TempDir Path root) throws IOException {
        folder = new DataFolder(TestSettings.of(DataSettings.class, Map.of("data.dir", root.toString()))) {
            @Override
            public void sync(Path path) throws IOException {
                super.sync(path);
                synced.add(path);
            }

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
        folder.open();
        taken = Files.writeString(folder.work().resolve("leavers.csv"), "user,action\n");
    }

    @Test
    void aMoveOutlastsAPowerLoss() throws IOException {
        folder.move(taken, folder.archive().resolve("leavers.csv"));

        assertThat(synced).containsExactly(folder.archive(), folder.work());
    }

    @Test
    void whatIsKeptIsOverwrittenByNothing() throws IOException {
        Path kept = Files.writeString(folder.archive().resolve("leavers.csv"), "another's");

        assertThatThrownBy(() -> folder.keep(taken, kept)).isInstanceOf(FileAlreadyExistsException.class);

        assertThat(kept).hasContent("another's");
        assertThat(taken).exists();
    }

    @Test
    void aFolderIsClaimedTwiceByTheSameProcess() {
        folder.lock();

        assertThatCode(folder::lock).doesNotThrowAnyException();
    }

    @Test
    void aFolderIsClaimedByOneAtATime() {
        DataFolder another = new DataFolder(TestSettings.of(
                DataSettings.class,
                Map.of("data.dir", folder.archive().resolve("..").toString())));
        folder.lock();

        assertThatThrownBy(another::lock).hasMessageContaining("another process already uses");
    }

    @Test
    void aFolderThatIsGoneIsAProblem() throws IOException {
        Files.delete(folder.results());

        assertThat(folder.problem()).startsWith("data.dir: bring back").endsWith(": " + folder.results());
    }

    @Test
    void aFullDiskIsAProblem() {
        full = folder.audit();

        assertThat(folder.problem()).isEqualTo("data.dir: the disk is full, make room for " + folder.audit());
    }

    @ParameterizedTest
    @ValueSource(strings = {"inbox", "work", "archive", "rejected"})
    void aFolderOnAFileSystemOfItsOwnIsAProblem(String folderOfItsOwn) {
        mounted = folder.inbox().resolveSibling(folderOfItsOwn);

        assertThat(folder.problem())
                .isEqualTo("data.dir: inbox/, work/, archive/ and rejected/ must lie on one file system, for files are"
                        + " renamed from one to the other; bring back to that of data.dir: " + mounted);
    }

    @ParameterizedTest
    @ValueSource(strings = {"results", "audit"})
    void aFolderThatNoFileIsMovedToMayHaveAFileSystemOfItsOwn(String folderOfItsOwn) {
        mounted = folder.inbox().resolveSibling(folderOfItsOwn);

        assertThat(folder.problem()).isNull();
    }

    @Test
    void whatCanBeUsedIsNoProblem() {
        assertThat(folder.problem()).isNull();
    }
}
