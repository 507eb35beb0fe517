package dev.zoomstatus.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoomstatus.TestSettings;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How files go from folder to folder. */
class DataFolderTest {

    private final List<Path> synced = new ArrayList<>();
    private DataFolder folder;
    private Path taken;

    @BeforeEach
    void open(@TempDir Path root) throws IOException {
        folder = new DataFolder(TestSettings.of(DataSettings.class, Map.of("data.dir", root.toString()))) {
            @Override
            public void sync(Path path) throws IOException {
                super.sync(path);
                synced.add(path);
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
    void aFolderIsOneByWhicheverNameItIsClaimed() throws IOException {
        Path link = Files.createSymbolicLink(folder.archive().resolve("link"), folder.root());
        folder.lock();

        assertThatCode(() -> folder.lock(link)).doesNotThrowAnyException();
    }

    @Test
    void aFolderIsClaimedByOneAtATime() {
        DataFolder another = new DataFolder(TestSettings.of(
                DataSettings.class,
                Map.of("data.dir", folder.archive().resolve("..").toString())));
        folder.lock();

        assertThatThrownBy(another::lock).hasMessageContaining("another process already uses");
    }
}
