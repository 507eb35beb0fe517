package dev.zoomstatus.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A large file taken in, and its result written, with a small heap. */
final class LargeFile {

    private static final int ROWS = Integer.getInteger("bench.accept", 1_000_000);
    private static final String HEAP = "-Xmx256m";
    private static final String FILE = "changes.csv";

    /** As many indexes over as much text as the ledger has for each row. */
    private static final List<String> IMPORT = List.of(
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
            "CREATE TABLE t (user TEXT, action TEXT, effective_at TEXT);",
            "CREATE INDEX a ON t (user, effective_at);",
            "CREATE INDEX b ON t (effective_at);",
            "CREATE INDEX c ON t (user, action);",
            "CREATE INDEX d ON t (action);",
            ".mode csv");

    private final LightServer zoom;

    LargeFile(LightServer zoom) {
        this.zoom = zoom;
    }

    List<Figure> acceptAndResult(Path folder) throws IOException, InterruptedException {
        double imported = imported(folder);
        double accepted = accepted(folder);
        Sql.on(folder)
                .run(
                        """
                UPDATE status_change SET state = 'DONE', outcome = 'UPDATED', http_status = 204, attempts = 1,
                    completed_at = accepted_at + 60000""",
                        "UPDATE batch SET open_rows = 0");
        return List.of(
                Figure.atLeast(
                        0.25,
                        "accepting a CSV of " + ROWS + " rows, " + HEAP,
                        "rows/s",
                        accepted,
                        "sqlite3 .import",
                        imported),
                Figure.atMost(30, "result file of " + ROWS + " rows, " + HEAP, "s", resultSeconds(folder)));
    }

    private static double imported(Path folder) throws IOException, InterruptedException {
        Path csv = ChangesFile.writeForLater(folder.resolve(FILE), ROWS);
        List<String> command = new java.util.ArrayList<>(
                List.of("sqlite3", folder.resolve("import.db").toString()));
        command.addAll(IMPORT);
        command.add(".import --skip 1 " + csv + " t");
        long begun = System.nanoTime();
        int status;
        try {
            status = new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            System.err.println("  sqlite3 is not installed: no baseline for accepting");
            return Double.NaN;
        }
        if (status != 0) {
            throw new IllegalStateException("sqlite3 ended with " + status);
        }
        return ROWS * 1e9 / (System.nanoTime() - begun);
    }

    private double accepted(Path folder) throws IOException, InterruptedException {
        try (Application application = Application.start(folder, "log", zoom, Map.of(), HEAP)) {
            application.drop(folder.resolve(FILE), FILE);
            application.await(
                    () -> Files.exists(application.data().resolve("archive").resolve(FILE)));
        }
        return ROWS * 1000.0 / Sql.on(folder).number("SELECT accepted_at - started_at FROM batch");
    }

    private double resultSeconds(Path folder) throws IOException, InterruptedException {
        try (Application application = Application.start(folder, "log", zoom, Map.of(), HEAP)) {
            long begun = System.nanoTime();
            application.await(() -> application.hasResult(FILE));
            return (System.nanoTime() - begun) / 1e9;
        }
    }
}
