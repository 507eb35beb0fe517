package dev.zoomstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        Path installed = install("a folder, with a \"name\"");
        make(installed);

        application
                .by(PackagedApplication.java(), ONLY_WITH_IT, "@" + installed.resolve("start.args"))
                .start()
                .drop("one.csv", "user,action\na@x.org,activate\n");

        assertThat(awaitResult("one.csv")).containsExactly("2,a@x.org,activate,UPDATED,204,,,1");
        assertThat(application.logged()).doesNotContain("WARNING").doesNotContain("\tat ");
    }

    @Test
    void aTrialThatFailsSaysWhyAndLeavesNothing() throws Exception {
        Path installed = install("broken");
        Files.delete(installed.resolve("quarkus").resolve("generated-bytecode.jar"));

        Process script = script(installed);

        assertThat(said(script)).contains("make-start-args: the application did not start");
        assertThat(script.waitFor()).isEqualTo(1);
        assertThat(installed.resolve("start.args")).doesNotExist();
    }

    @Test
    void aCopyOverAnOlderVersionIsRefused() throws Exception {
        Path installed = install("merged");
        Files.createFile(installed.resolve("app").resolve("zoom-user-status-0.0.1.jar"));

        Process script = script(installed);

        assertThat(said(script)).contains("holds more than one version; remove it and copy it anew");
        assertThat(script.waitFor()).isEqualTo(1);
    }

    private Path install(String name) throws Exception {
        Path built = Path.of(System.getProperty("packaged.dir", "target"), "quarkus-app");
        Path installed = folder.resolve(name);
        assertThat(new ProcessBuilder("cp", "-r", built.toString(), installed.toString())
                        .start()
                        .waitFor())
                .isZero();
        return installed;
    }

    private static void make(Path installed) throws Exception {
        Process script = script(installed);
        String said = said(script);
        assertThat(script.waitFor()).as(said).isZero();
    }

    private static String said(Process script) throws IOException {
        return new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Process script(Path installed) throws IOException {
        List<String> command =
                List.of("sh", installed.resolve("make-start-args").toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }
}
