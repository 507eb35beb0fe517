package dev.zoomstatus;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every file in {@code routes/}. */
class RouteFilesTest {

    private static final Path ROUTES = Path.of("routes");

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(ROUTES)) {
            return files.toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void theIdIsTheFilesName(Path file) throws IOException {
        String name = file.getFileName().toString().replace(".camel.yaml", "");

        assertThat(found("(?m)^    id: (\\S+)$", file)).containsExactly(name);
    }

    @ParameterizedTest
    @MethodSource("files")
    void thereIsADescription(Path file) throws IOException {
        assertThat(found("(?m)^    description: (.{20,})$", file)).hasSize(1);
    }

    /** Without steps of its own, what follows would be done for each part. */
    @ParameterizedTest
    @MethodSource("files")
    void stepsUnderSplitAreExplicit(Path file) throws IOException {
        JsonNode routes = new YAMLMapper().readTree(Files.readString(file));

        assertThat(Stream.of("split", "filter", "idempotentConsumer").flatMap(part -> routes.findValues(part).stream()))
                .filteredOn(JsonNode::isObject) // and not an endpoint's parameter
                .allMatch(part -> part.path("steps").isArray());
    }

    @Test
    void theOAuthHeaderIsSetInOnePlace() throws IOException {
        for (Path file : files()) {
            if (Files.readString(file).contains("Authorization")) {
                assertThat(file).hasFileName("authorize.camel.yaml");
            }
        }
        assertThat(Files.readString(ROUTES.resolve("authorize.camel.yaml"))).contains("name: Authorization");
    }

    @Test
    void theStartRequiresEveryRoute() throws IOException {
        assertThat(files().stream().map(file -> file.getFileName().toString().replace(".camel.yaml", "")))
                .containsExactlyInAnyOrderElementsOf(StartUp.ROUTES);
    }

    @Test
    void theShippedSettingsNameEveryFile() throws IOException {
        assertThat(TestSettings.shipped("camel.main.routes-include-pattern").split(","))
                .containsExactlyInAnyOrderElementsOf(files().stream()
                        .map(file -> "classpath:routes/" + file.getFileName())
                        .toList());
    }

    private static List<String> found(String regex, Path file) throws IOException {
        Matcher matcher = Pattern.compile(regex).matcher(Files.readString(file));
        return matcher.results().map(result -> result.group(1)).toList();
    }
}
