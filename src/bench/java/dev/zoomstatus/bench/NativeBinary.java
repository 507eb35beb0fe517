package dev.zoomstatus.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The native binary: its start, what it holds of the memory, and its speed beside the jar's. */
final class NativeBinary {

    private static final int CHANGES = 10_000;

    private final LightServer zoom;
    private final Dispatching ofJar;

    NativeBinary(LightServer zoom, Dispatching ofJar) {
        this.zoom = zoom;
        this.ofJar = ofJar;
    }

    List<Figure> measure(Path folder) throws IOException, InterruptedException {
        List<Figure> figures = new ArrayList<>(new StartTime(zoom).ofBinary(folder.resolve("start")));
        figures.add(Figure.atMost(
                90, "resident after " + CHANGES + " changes, native", "MB", resident(folder.resolve("resident"))));
        double jar = ofJar.onSqlite(folder.resolve("jar"), "changes.csv");
        double binary = new Dispatching(zoom, Java.binary()).onSqlite(folder.resolve("binary"), "changes.csv");
        figures.add(Figure.atLeast(0.5, "dispatch, native", "calls/s", binary, "the jar", jar));
        return figures;
    }

    private double resident(Path folder) throws IOException, InterruptedException {
        try (Application application =
                Application.start(folder, "log", Application.settings(zoom, Map.of()), Java.binary())) {
            application.carryOut(ChangesFile.write(folder.resolve("changes.csv"), CHANGES));
            return application.residentMegabytes();
        }
    }
}
