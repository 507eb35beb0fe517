package dev.zoomstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** The quick start of the jar by what {@code make-start-args} leaves. */
@DisabledIfSystemProperty(
        named = "packaged.native",
        matches = "true",
        disabledReason = "a binary starts quickly as it is")
class StartArgsIT extends PackagedTest {

    /** Has Java refuse to start without the archive. */
    private static final String ONLY_WITH_IT = Runtime.version().feature() < 25 ? "-Xshare:on" : "-XX:AOTMode=on";

    @Test
    void itStartsFromTheArchiveWhereverItLies() throws Exception {
        Installation installed = Installation.in(folder.resolve("a folder, with a \"name\""));
        installed.makeStartArgs();
        Path temporary = Files.createDirectory(folder.resolve("temporary"));

        application
                .by(PackagedApplication.java(), ONLY_WITH_IT, "-Djava.io.tmpdir=" + temporary, installed.startArgs())
                .start()
                .drop("one.csv", "user,action\na@x.org,activate\n");

        assertThat(awaitResult("one.csv")).containsExactly("2,a@x.org,activate,UPDATED,204,,,1");
        assertThat(application.logged()).doesNotContain("WARNING").doesNotContain("\tat ");
        assertThat(temporary)
                .as("neither SQLite's library nor a folder that only one user may write to")
                .isEmptyDirectory();
    }

    @Test
    void withoutItSomewhereToUnpackALibraryIsNeededAndItsWantIsNamed() throws Exception {
        application
                .asBuilt()
                .with("JAVA_TOOL_OPTIONS", "-Dorg.sqlite.tmpdir=" + folder.resolve("gone"))
                .start();
        await(() -> !application.isRunning());

        assertThat(application.logged()).contains("org.sqlite.tmpdir: ").doesNotContain("\tat ");
    }

    @Test
    void aTrialThatFailsSaysWhyAndLeavesNothing() throws Exception {
        Installation installed = Installation.in(folder.resolve("broken"));
        Files.delete(installed.folder().resolve("quarkus").resolve("generated-bytecode.jar"));

        Process script = installed.script();

        assertThat(Installation.said(script)).contains("make-start-args: the application did not start");
        assertThat(script.waitFor()).isEqualTo(1);
        assertThat(installed.folder().resolve("start.args")).doesNotExist();
    }

    @Test
    void aCopyOverAnOlderVersionIsRefused() throws Exception {
        Installation installed = Installation.in(folder.resolve("merged"));
        Files.createFile(installed.folder().resolve("app").resolve("zoom-user-status-0.0.1.jar"));

        Process script = installed.script();

        assertThat(Installation.said(script)).contains("holds more than one version; remove it and copy it anew");
        assertThat(script.waitFor()).isEqualTo(1);
    }
}
