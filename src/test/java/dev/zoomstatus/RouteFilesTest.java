package dev.zoomstatus;

import static org.assertj.core.api.Assertions.assertThat;

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

    @ParameterizedTest
    @MethodSource("files")
    void stepsUnderSplitAreExplicit(Path file) throws IOException {
        String text = Files.readString(file);
        Matcher split = Pattern.compile("(?m)^( *)- split:\n((?:\\1 {4}.*\n)*)").matcher(text);
        while (split.find()) {
            assertThat(split.group(2)).contains(split.group(1) + "    steps:\n");
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyBeanThatIsNamedExists(Path file) throws IOException {
        String sources = sources();
        for (String bean : found("(?:ref: |\"#)([a-z-]+)\\b(?!\\w)", file)) {
            assertThat(sources).contains("@Named(\"" + bean);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyExceptionThatIsNamedIsRegisteredForReflection(Path file) throws IOException {
        for (String name : found("(?m)^ *- ((?:java|dev|org)\\.\\S+Exception)\\b.*$", file)) {
            assertThat(isRegistered(name)).as(name).isTrue();
        }
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

    private static boolean isRegistered(String name) throws IOException {
        String simple = name.substring(name.lastIndexOf('.') + 1);
        if (!name.startsWith("dev")) {
            return Files.readString(Path.of("src/main/java/dev/zoomstatus/ReflectedClasses.java"))
                    .contains(simple + ".class");
        }
        return Files.readString(Path.of("src/main/java", name.replace('.', '/') + ".java"))
                .contains("@RegisterForReflection");
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    private static List<String> found(String regex, Path file) throws IOException {
        Matcher matcher = Pattern.compile(regex).matcher(Files.readString(file));
        return matcher.results().map(result -> result.group(1)).toList();
    }
}
