package dev.zoomstatus.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.LogLines;
import dev.zoomstatus.TestSettings;
import dev.zoomstatus.data.DataFolder;
import dev.zoomstatus.data.DataSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.camel.component.file.GenericFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files of the data folder are taken, and which are left alone. */
class InboxFilesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inbox/leavers.csv",
                "inbox/leavers.txt",
                "inbox/leavers",
                "inbox/Zoe's leavers (2).JSON",
                "inbox/tmp",
                "work/leavers.csv"
            })
    void isTaken(String path, @TempDir Path parent) throws IOException {
        assertThat(taken(parent.resolve("data"), path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inbox/.leavers.csv",
                "inbox/leavers.csv.tmp",
                "inbox/leavers.TMP",
                "inbox/.tmp",
                "inbox/sub/leavers.csv",
                "inbox/work/leavers.csv",
                "work/sub/leavers.csv",
                "inbox2/leavers.csv",
                "archive/leavers.csv",
                "results/leavers.csv.result.csv",
                "rejected/leavers.csv",
                "audit/audit.jsonl",
                "ledger.db"
            })
    void isLeftAlone(String path, @TempDir Path parent) throws IOException {
        assertThat(taken(parent.resolve("data"), path)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "x/../data", "./data", "my data", "a+b"})
    void theDataFolderMayBeGivenInAnyWay(String dataDir, @TempDir Path parent) throws IOException {
        Files.createDirectory(parent.resolve("x"));

        assertThat(taken(parent.resolve(dataDir), "inbox/leavers.csv")).isTrue();
    }

    @Test
    void theDataFolderMayBeGivenByALink(@TempDir Path parent) throws IOException {
        Files.createDirectory(parent.resolve("x"));
        Files.createSymbolicLink(parent.resolve("data"), parent.resolve("x"));

        assertThat(taken(parent.resolve("data"), "inbox/leavers.csv")).isTrue();
    }

    @Test
    void aFileWhoseNameIsNotUtf8IsLeftAloneAndToldOnce(@TempDir Path root) throws Exception {
        DataFolder folder = new DataFolder(TestSettings.of(DataSettings.class, Map.of("data.dir", root.toString())));
        folder.open();
        Process touch = new ProcessBuilder("sh", "-c", "touch \"$(printf 'M\\344rz.csv')\"")
                .directory(folder.inbox().toFile())
                .start();
        assertThat(touch.waitFor()).isZero();
        Files.createFile(folder.inbox().resolve("leavers.csv"));
        InboxFiles filter = new InboxFiles(folder);

        try (LogLines log = new LogLines(InboxFiles.class.getName());
                Inbox inbox = new Inbox(root, "filter", filter)) {
            assertThat(inbox.take()).containsExactly("inbox/leavers.csv");
            assertThat(inbox.take()).isEmpty();
            assertThat(log.messages()).singleElement().asString().contains("rz.csv is left alone", "LC_ALL=C.UTF-8");
        }
    }

    @Test
    void aNameThatCannotBeEncodedStopsNoOther(@TempDir Path root) {
        DataFolder folder = new DataFolder(TestSettings.of(DataSettings.class, Map.of("data.dir", root.toString())));
        GenericFile<File> file = new GenericFile<>();
        file.setAbsoluteFilePath(folder.inbox() + "/M\0rz.csv");
        file.setFile(new File(file.getAbsoluteFilePath())); // as any letter beyond ASCII is without a UTF-8 locale

        assertThat(new InboxFiles(folder).accept(file)).isFalse();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFileWithABackslashInItsNameIsLeftAloneAndToldOnce(@TempDir Path root) throws IOException {
        DataFolder folder = new DataFolder(TestSettings.of(DataSettings.class, Map.of("data.dir", root.toString())));
        folder.open();
        Files.createFile(folder.inbox().resolve("HR\\leavers.csv"));
        Files.createFile(folder.inbox().resolve("HR\\leavers.csv.tmp"));

        assertThat(told(root, folder))
                .singleElement()
                .asString()
                .contains("HR\\leavers.csv is left alone", "rename it");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aSymbolicLinkIsLeftAloneAndToldOnce(boolean relative, @TempDir Path parent) throws IOException {
        Path root = parent.resolve("data");
        DataFolder folder = new DataFolder(TestSettings.of(DataSettings.class, Map.of("data.dir", root.toString())));
        folder.open();
        Path file = Files.createFile(parent.resolve("leavers.csv"));
        Path link = folder.inbox().resolve("link.csv");
        Files.createSymbolicLink(link, relative ? folder.inbox().relativize(file) : file);

        assertThat(told(root, folder)).singleElement().asString().contains("link.csv is left alone", "the file itself");
        assertThat(link).isSymbolicLink();
    }

    @Test
    void aSymbolicLinkInWorkIsLeftAloneAndToldOnce(@TempDir Path root) throws IOException {
        DataFolder folder = new DataFolder(TestSettings.of(DataSettings.class, Map.of("data.dir", root.toString())));
        folder.open();
        Files.createSymbolicLink(folder.work().resolve("link.csv"), Path.of("nowhere.csv"));

        assertThat(told(root, folder)).singleElement().asString().contains("link.csv is left alone");
    }

    /** Looks twice, takes nothing, and gives what is said of it. */
    private static List<String> told(Path root, DataFolder folder) {
        try (LogLines log = new LogLines(InboxFiles.class.getName());
                Inbox inbox = new Inbox(root, "filter", new InboxFiles(folder))) {
            assertThat(inbox.take()).isEmpty();
            assertThat(inbox.take()).isEmpty();
            return log.messages();
        }
    }

    private static boolean taken(Path root, String path) throws IOException {
        DataFolder folder = new DataFolder(TestSettings.of(DataSettings.class, Map.of("data.dir", root.toString())));
        folder.open();
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.createFile(file);
        try (Inbox inbox = new Inbox(root, "filter", new InboxFiles(folder))) {
            return !inbox.take().isEmpty();
        }
    }
}
