package dev.zoomstatus.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures the packaged application and prints one table: {@code mvn verify -Pbench}.
 *
 * <p>{@code -Dbench.runs=5},
 * {@code -Dbench.rows=dispatch,latency,pace,accept,idle,ended,postgresql,waiting,start,native},
 * {@code -Dbench.changes=100000}, {@code -Dbench.concurrency=64}, {@code -Dbench.accept=1000000},
 * {@code -Dbench.ended=10000000}, {@code -Dbench.seconds=60}, {@code -Dbench.samples=100},
 * {@code -Dbench.start-args=true} to start the application as the packages do,
 * {@code -Dbench.binary=target/...-runner} for the row {@code native}. Progress goes to stderr, the
 * table to stdout and, as far as it is, after each run to {@code target/bench.md}. A row that cannot be measured spoils no
 * other; the exit status tells.
 */
public final class Bench {

    /** Measures one or more rows of the table, once. */
    interface Measurement {

        /** Measures in a new folder. */
        List<Figure> measure(Path folder) throws IOException, InterruptedException;
    }

    private Bench() {}

    /** Takes no arguments. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path folder = Java.target().resolve("bench");
        delete(folder);
        Files.createDirectories(folder);
        if (Java.BY_START_ARGS) {
            Java.makeStartArgs();
        }
        try (LightServer zoom = new LightServer();
                Postgres postgres = new Postgres()) {
            Table table = measureAll(folder, measurements(zoom, postgres, folder));
            System.out.println(table);
            if (table.hasFailures()) {
                throw new IllegalStateException("not all could be measured; ledgers and logs are left in " + folder);
            }
        }
        delete(folder);
    }

    private static Map<String, Measurement> measurements(LightServer zoom, Postgres postgres, Path folder) {
        Dispatching dispatching = new Dispatching(zoom, Java.application(List.of()));
        Map<String, Measurement> all = new LinkedHashMap<>();
        all.put("dispatch", dispatching::beside);
        all.put("latency", new Pacing(zoom)::latency);
        all.put("pace", new Pacing(zoom)::pace);
        all.put("accept", new LargeFile(zoom)::acceptAndResult);
        all.put("idle", new Idle(zoom)::measure);
        all.put("ended", new EndedRows(dispatching, folder.resolve("ended-rows"))::measure);
        all.put("postgresql", new OnPostgres(dispatching, postgres)::measure);
        all.put("waiting", new Waiting(zoom, postgres)::measure);
        all.put("start", new StartTime(zoom)::ofJar);
        if (!System.getProperty("bench.binary", "").isEmpty()) {
            all.put("native", new NativeBinary(zoom, dispatching)::measure);
        }
        List<String> asked = List.of(
                System.getProperty("bench.rows", String.join(",", all.keySet())).split(",", -1));
        if (!all.keySet().containsAll(asked)) {
            throw new IllegalArgumentException(
                    "bench.rows=" + asked + ": there are " + all.keySet() + ", and native with bench.binary");
        }
        all.keySet().retainAll(asked);
        return all;
    }

    private static Table measureAll(Path folder, Map<String, Measurement> all)
            throws IOException, InterruptedException {
        Table table = new Table();
        int runs = Integer.getInteger("bench.runs", 5);
        for (int run = 1; run <= runs; run++) {
            for (Map.Entry<String, Measurement> one : all.entrySet()) {
                System.err.println("run " + run + " of " + runs + ": " + one.getKey());
                measure(one.getKey(), one.getValue(), folder.resolve(one.getKey() + "-" + run), table);
            }
            Files.writeString(Java.target().resolve("bench.md"), table.toString());
        }
        return table;
    }

    private static void measure(String name, Measurement measurement, Path own, Table table)
            throws IOException, InterruptedException {
        try {
            for (Figure figure : measurement.measure(own)) {
                System.err.println("  " + figure);
                table.add(figure);
            }
        } catch (IOException | RuntimeException e) {
            e.printStackTrace();
            table.failed(name, e);
            return;
        }
        delete(own);
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
