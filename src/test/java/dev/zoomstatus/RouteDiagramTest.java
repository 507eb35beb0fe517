package dev.zoomstatus;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The README's picture of the routes is drawn from them. After a change to the routes redraw it: {@code mvn test
 * -Dtest=RouteDiagramTest -Dupdate}.
 */
class RouteDiagramTest {

    private static final Path README = Path.of("README.md");
    private static final String BEGIN = "<!-- routes: drawn by RouteDiagramTest -->\n```mermaid\n";
    private static final String END = "```\n<!-- routes: end -->\n";

    @Test
    void theReadmeShowsTheRoutesAsTheyAre() throws IOException {
        String readme = Files.readString(README);
        int from = readme.indexOf(BEGIN) + BEGIN.length();
        int to = readme.indexOf(END);
        assertThat(from).as("the README has the two marks").isBetween(BEGIN.length(), to);

        String drawn = RouteDiagram.of(Path.of("routes"));

        if (System.getProperty("update") != null) {
            Files.writeString(README, readme.substring(0, from) + drawn + readme.substring(to));
        } else {
            assertThat(readme.substring(from, to))
                    .as("redraw it: mvn test -Dtest=RouteDiagramTest -Dupdate")
                    .isEqualTo(drawn);
        }
    }
}
