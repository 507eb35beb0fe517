package dev.zoomstatus.documents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What README and docs point to and name is there. */
class DocumentsTest {

    private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");
    private static final Pattern CLASS = Pattern.compile("`([A-Z][a-z]+(?:[A-Z][A-Za-z]*)+)`");
    private static final Pattern ROUTE = Pattern.compile("routes/([a-z-]+)\\.camel\\.yaml");
    private static final Pattern KEY = Pattern.compile(
            "`((?:zoom|data|file|ledger|jms|timer|schedule|retry|shutdown|alert)\\.(?!db|env`|lock`|user-status)[a-z-]+)`");

    /** Names of others, written as ours are. */
    private static final Set<String> NOT_OURS = Set.of("ReadWriteMany", "ReadWriteOnce");

    static List<Document> documents() throws IOException {
        return Document.all();
    }

    @ParameterizedTest
    @MethodSource("documents")
    void whatIsLinkedToIsThere(Document document) {
        for (String link : document.found(LINK)) {
            if (!link.matches("[a-z]+:.*")) {
                String[] parts = link.split("#", 2);
                Path target = parts[0].isEmpty()
                        ? document.path()
                        : document.path().resolveSibling(parts[0]).normalize();
                assertThat(target).as(link).exists();
                if (parts.length > 1) {
                    assertThat(Document.of(target).anchors()).as(link).contains(parts[1]);
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void classesAndAlertRulesThatAreNamedExist(Document document) throws IOException {
        Set<String> classes = classes();
        String rules = Files.readString(Path.of("docs/prometheus/zoom-user-status.rules.yml"));
        assertThat(document.found(CLASS))
                .allMatch(name ->
                        classes.contains(name) || NOT_OURS.contains(name) || rules.contains("alert: " + name + "\n"));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void routesThatAreNamedExist(Document document) {
        assertThat(document.found(ROUTE)).allMatch(route -> Files.exists(Path.of("routes", route + ".camel.yaml")));
    }

    @ParameterizedTest
    @MethodSource("documents")
    void settingsThatAreNamedExist(Document document) throws IOException {
        assertThat(Settings.read().keySet()).containsAll(document.found(KEY));
    }

    private static Set<String> classes() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
