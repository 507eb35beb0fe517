package dev.zoomstatus.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.zoomstatus.demo.Reply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Dashboard and alert rules ask for figures that the application has. */
class MetricNamesIT extends PackagedTest {

    private static final Path DASHBOARD = Path.of("docs/grafana/zoom-user-status.json");
    private static final Path RULES = Path.of("docs/prometheus/zoom-user-status.rules.yml");

    /** What an expression selects or groups by; {@code up} is Prometheus's own. */
    private static final Pattern METRIC = Pattern.compile("\\b((?:zoom|process|system|jvm)_[a-z_]+)\\b");

    private static final Pattern LABELS = Pattern.compile("\\b(zoom_[a-z_]+)\\{([^}]*)}");
    private static final Pattern VALUE = Pattern.compile("\\b(outcome|state|result)=~?\"([^\"]+)\"");

    @Test
    void everyMetricThatIsNamedIsThere() throws IOException {
        zoom.answer("ghost@x.org", Reply.error(404, 1001, "User does not exist"));
        application.start().drop("one.csv", "user,action\nghost@x.org,deactivate\na@x.org,deactivate\n");
        awaitResult("one.csv");

        Set<String> there = names(
                METRIC,
                given().port(application.managementPort())
                        .get("/observe/metrics")
                        .then()
                        .extract()
                        .asString());
        for (String expression : expressions()) {
            assertThat(there).as(expression).containsAll(names(METRIC, expression));
        }
    }

    @Test
    void everyValueOfALabelThatIsNamedIsOne() throws IOException {
        Set<String> values = new TreeSet<>();
        for (String expression : expressions()) {
            LABELS.matcher(expression).results().forEach(labels -> VALUE.matcher(labels.group(2))
                    .results()
                    .forEach(value -> values.addAll(List.of(value.group(2).split("\\|")))));
        }

        assertThat(values)
                .isNotEmpty()
                .isSubsetOf(
                        "UPDATED",
                        "REJECTED",
                        "NOT_FOUND",
                        "FAILED",
                        "pending",
                        "retrying",
                        "done",
                        "fetched",
                        "failed");
    }

    private static Set<String> names(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        pattern.matcher(text).results().forEach(found -> names.add(found.group(1)));
        return names;
    }

    private static List<String> expressions() throws IOException {
        YAMLMapper yaml = new YAMLMapper(); // reads JSON too
        List<String> expressions = new ArrayList<>();
        for (Path file : List.of(DASHBOARD, RULES)) {
            for (JsonNode expression : yaml.readTree(file.toFile()).findValues("expr")) {
                expressions.add(expression.asText());
            }
        }
        assertThat(expressions).hasSizeGreaterThan(15);
        return expressions;
    }
}
