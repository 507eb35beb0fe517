package dev.zoomstatus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Draws the routes as a Mermaid flow chart: a box for each, an arrow for each exchange that one hands on, and a dotted one
 * for each that goes elsewhere because a step of any route fails.
 */
final class RouteDiagram {

    private final YAMLMapper yaml = new YAMLMapper();
    private final Map<String, JsonNode> routes = new TreeMap<>();
    private final Map<String, String> readBy = new TreeMap<>();
    private final List<String> failures = new ArrayList<>();

    private RouteDiagram() {}

    /** The diagram of the route files in the given folder. */
    static String of(Path folder) throws IOException {
        RouteDiagram diagram = new RouteDiagram();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                diagram.read(file);
            }
        }
        return diagram.draw();
    }

    private void read(Path file) throws IOException {
        for (JsonNode element : yaml.readTree(file.toFile())) {
            JsonNode route = element.path("route");
            if (route.isObject()) {
                String id = route.path("id").asText();
                routes.put(id, route);
                readBy.put(endpoint(route.path("from")), id);
            }
            failures.addAll(targets(element.path("routeConfiguration")));
        }
    }

    private String draw() {
        List<String> lines = new ArrayList<>(List.of("flowchart LR"));
        routes.forEach((id, route) -> {
            String from = endpoint(route.path("from"));
            if (isOutside(from)) {
                lines.add("  " + outside(from) + " --> " + id);
            }
            for (String to : targets(route.path("from").path("steps"))) {
                lines.add("  " + id + " --> " + (isOutside(to) ? outside(to) : readBy.get(to)));
            }
        });
        for (String to : failures) {
            lines.add("  failure{{a step fails}} -.-> " + readBy.get(to));
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<String> targets(JsonNode steps) {
        return steps.findValues("to").stream()
                .map(RouteDiagram::endpoint)
                .distinct()
                .toList();
    }

    /** The endpoint of a step or of a route's beginning, without its parameters. */
    private static String endpoint(JsonNode node) {
        String uri = node.isTextual() ? node.asText() : node.path("uri").asText();
        return uri.replaceFirst("\\?.*", "");
    }

    private static boolean isOutside(String endpoint) {
        return !endpoint.startsWith("direct:") && !endpoint.startsWith("seda:");
    }

    /** A rounded box for what lies outside the routes. */
    private static String outside(String endpoint) {
        String words = endpoint.replaceFirst("^(jms:[a-z]+):(?:jms\\.)?", "$1 ").replaceAll("[{}]", "");
        return words.replaceAll("[^A-Za-z]", "_") + "([\"" + words + "\"])";
    }
}
