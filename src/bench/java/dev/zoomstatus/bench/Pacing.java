package dev.zoomstatus.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Whether all of what the latency, or the budget, allows is used. */
final class Pacing {

    private static final int LATENCY = 100;
    private static final int CONCURRENCY = 64;
    private static final int LIMIT = 80;
    private static final int TOLERATED = LIMIT + 4;
    private static final int WARM_UP = Integer.getInteger("bench.warm-up", 100_000);
    private static final int SECONDS = Integer.getInteger("bench.seconds", 60);

    private final LightServer zoom;

    Pacing(LightServer zoom) {
        this.zoom = zoom;
    }

    /** Slow answers, many at once. */
    List<Figure> latency(Path folder) throws IOException, InterruptedException {
        int changes = CONCURRENCY * (1000 / LATENCY) * SECONDS / 3;
        LightServer.Count count = calls(
                folder,
                changes,
                WARM_UP,
                () -> zoom.reset(LATENCY, 0),
                Map.of("ZOOM_MAX_CONCURRENCY", Integer.toString(CONCURRENCY)));
        double seconds = count.nanos() / 1e9 + LATENCY / 1000.0; // until the last one was answered
        return List.of(Figure.atLeast(
                0.95,
                "dispatch at 100 ms latency, concurrency 64",
                "calls/s",
                count.calls() / seconds,
                "64 every 100 ms",
                CONCURRENCY * 1000.0 / LATENCY));
    }

    /** The budget of the largest plan. */
    List<Figure> pace(Path folder) throws IOException, InterruptedException {
        LightServer.Count count = calls(
                folder,
                LIMIT * SECONDS,
                0,
                () -> zoom.reset(0, TOLERATED),
                Map.of("ZOOM_RATE_LIMIT", Integer.toString(LIMIT)));
        String what = "dispatch at 80/s for " + SECONDS + " s";
        return List.of(
                Figure.atLeast(0.97, what, "calls/s", count.perSecond(), "budget", LIMIT),
                Figure.atMost(0, what + ": answers 429", "", (double) count.refused()));
    }

    /** How the server answers from now on. */
    private interface Answers {
        void begin() throws IOException, InterruptedException;
    }

    private LightServer.Count calls(Path folder, int changes, int warmUp, Answers answers, Map<String, String> settings)
            throws IOException, InterruptedException {
        zoom.reset(0, 0);
        try (Application application = Application.start(folder, "log", zoom, settings)) {
            if (warmUp > 0) {
                application.carryOut(ChangesFile.write(folder.resolve("warm-up.csv"), warmUp));
            }
            answers.begin();
            application.carryOut(ChangesFile.write(folder.resolve("changes.csv"), changes));
        }
        return zoom.count();
    }
}
