package dev.zoomstatus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each test that docs/guarantees.md names as a proof is there. */
class GuaranteesTest {

    private static final Pattern TEST = Pattern.compile("`(\\w+(?:Test|IT))\\.(\\w+)`");

    static Stream<List<String>> named() throws IOException {
        return TEST.matcher(Files.readString(Path.of("docs/guarantees.md")))
                .results()
                .map(found -> List.of(found.group(1), found.group(2)));
    }

    @ParameterizedTest
    @MethodSource("named")
    void aTestThatIsNamedExists(List<String> test) throws IOException {
        Path file;
        try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
            file = sources.filter(source -> source.endsWith(test.get(0) + ".java"))
                    .findFirst()
                    .orElseThrow();
        }

        assertThat(file).content().containsPattern("\n    void " + test.get(1) + "\\(");
    }
}
