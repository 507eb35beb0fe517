package dev.zoomstatus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every Dockerfile. */
class ImageFilesTest {

    private static final Path FOLDER = Path.of("src/main/docker");

    static Stream<Path> dockerfiles() {
        return Stream.of(FOLDER.resolve("Dockerfile.jvm"), FOLDER.resolve("Dockerfile.native-micro"));
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void itRunsAsAnotherUserThanRoot(Path file) throws IOException {
        assertThat(found("USER (.*)", file)).last().asString().matches("[1-9]\\d*:[1-9]\\d*");
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void theDataFolderIsAllThatItWritesTo(Path file) throws IOException {
        assertThat(found("VOLUME (.*)", file)).containsExactly("/data");
        assertThat(found("ENV DATA_DIR=(.*)", file)).containsExactly("/data");
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void theApplicationItselfGetsTheSignalToStop(Path file) throws IOException {
        assertThat(found("STOPSIGNAL (.*)", file)).containsExactly("SIGTERM");
        assertThat(found("ENTRYPOINT (.*)", file)).singleElement().asString().matches("\\[\".*\"]");
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void itsHealthIsThatItIsAlive(Path file) throws IOException {
        assertThat(found("HEALTHCHECK .*CMD (.*)", file)).containsExactly("[\"/app/is-alive\"]");
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void itsBaseHasAVersion(Path file) throws IOException {
        assertThat(found("FROM (.*)", file)).isNotEmpty().allMatch(base -> base.matches("\\S+:\\d\\S*"));
    }

    @ParameterizedTest
    @MethodSource("dockerfiles")
    void whatIsCopiedIsLetInAndIsThereOrBuilt(Path file) throws IOException {
        List<String> letIn = Files.readAllLines(Path.of(".dockerignore"));
        for (String copy : found("COPY (?:--\\S+ )*(\\S+) \\S+", file)) {
            assertThat(letIn).anyMatch(line -> line.startsWith("!") && copy.startsWith(line.substring(1)));
            assertThat(copy.startsWith("target/") || Files.exists(Path.of(copy)))
                    .as(copy)
                    .isTrue();
        }
    }

    private static List<String> found(String regex, Path file) throws IOException {
        String instructions = Files.readString(file).replace("\\\n", "");
        return Pattern.compile("(?m)^" + regex + "$")
                .matcher(instructions)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
