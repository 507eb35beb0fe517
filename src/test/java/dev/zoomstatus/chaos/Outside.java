package dev.zoomstatus.chaos;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Reads what the application lets be seen of a round: its result files and its audit files. */
final class Outside {

    private static final String RESULT = ".result.csv";
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final CSVFormat CSV =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    private final Path data;
    private final String round;

    /** Looks into the given data folder for what begins with the name of the given round. */
    Outside(Path data, String round) {
        this.data = data;
        this.round = round;
    }

    /** How many result files there are. */
    long resultFiles() throws IOException {
        return resultPaths().size();
    }

    private boolean isOfRound(Path file) {
        return file.getFileName().toString().startsWith(round);
    }

    /** The rows of all result files. */
    List<Seen.Result> results() throws IOException {
        List<Seen.Result> rows = new ArrayList<>();
        for (Path file : resultPaths()) {
            rows.addAll(rows(file));
        }
        return rows;
    }

    private List<Path> resultPaths() throws IOException {
        try (Stream<Path> files = Files.list(data.resolve("results"))) {
            return files.filter(this::isOfRound).toList();
        }
    }

    private static List<Seen.Result> rows(Path file) throws IOException {
        String name = file.getFileName().toString();
        String source = name.substring(0, name.length() - RESULT.length());
        try (Reader reader = Files.newBufferedReader(file)) {
            return CSV.parse(reader).stream().map(row -> row(source, row)).toList();
        }
    }

    private static Seen.Result row(String source, CSVRecord row) {
        return new Seen.Result(
                source,
                Long.parseLong(row.get("line")),
                row.get("user"),
                row.get("action"),
                row.get("outcome"),
                row.get("request_id"));
    }

    /** The entries of the audit trail; one that was written twice counts once, one that is torn not at all. */
    Collection<Seen.Entry> audit() throws IOException {
        Map<Long, Seen.Entry> entries = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(data.resolve("audit"))) {
            files.sorted()
                    .flatMap(Outside::lines)
                    .filter(line -> line.contains("\"requestId\":\"" + round))
                    .forEach(line -> {
                        Seen.Entry entry = entry(line);
                        entries.putIfAbsent(entry.id(), entry);
                    });
        }
        entries.remove(TORN.id());
        return entries.values();
    }

    private static final Seen.Entry TORN = new Seen.Entry(-1, Instant.EPOCH, "", null, "", null);

    private static Stream<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Seen.Entry entry(String line) {
        try {
            JsonNode json = JSON.readTree(line);
            return new Seen.Entry(
                    json.path("id").asLong(),
                    Instant.parse(json.path("at").asText()),
                    json.path("event").asText(),
                    json.path("changeId").isNull()
                            ? null
                            : json.path("changeId").asLong(),
                    json.path("requestId").asText(),
                    json.path("outcome").isNull() ? null : json.path("outcome").asText());
        } catch (JsonProcessingException e) {
            return TORN;
        }
    }
}
