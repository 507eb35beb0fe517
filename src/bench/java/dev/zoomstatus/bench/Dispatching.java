package dev.zoomstatus.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How many calls a second go out when nothing limits them: from the first to the last arrival at the server. Each process
 * carries out other changes before: what is measured is how fast it runs, not how fast the JVM compiles it.
 */
final class Dispatching {

    private static final int CHANGES = Integer.getInteger("bench.changes", 100_000);
    private static final int CONCURRENCY = Integer.getInteger("bench.concurrency", 64);
    private static final int WARM_UP = Integer.getInteger("bench.warm-up", 100_000);
    private static final int CURLS = 200;

    private final LightServer zoom;
    private final List<String> command;

    /** Measures what that command starts. */
    Dispatching(LightServer zoom, List<String> command) {
        this.zoom = zoom;
        this.command = command;
    }

    /** The application beside the JDK's client in a bare loop, and beside the seed's curl in a shell loop. */
    List<Figure> beside(Path folder) throws IOException, InterruptedException {
        String what = "dispatch, " + CHANGES + " changes, SQLite";
        double curl = curl();
        double bare = bare();
        double ours = onSqlite(folder, "changes.csv");
        return List.of(
                Figure.atLeast(0.45, what, "calls/s", ours, "JDK HttpClient in a bare loop", bare),
                Figure.atLeast(30, what + " (curl)", "calls/s", ours, "curl in a shell loop", curl));
    }

    /** One instance on SQLite. */
    double onSqlite(Path folder, String file) throws IOException, InterruptedException {
        return dispatch(folder, file, Map.of(), 1);
    }

    /** So many instances with those settings, all in one folder. */
    double dispatch(Path folder, String file, Map<String, String> settings, int instances)
            throws IOException, InterruptedException {
        List<Application> all = new ArrayList<>();
        try {
            for (int i = 0; i < instances; i++) {
                all.add(Application.start(
                        folder, "instance-" + i, Application.settings(zoom, withConcurrency(settings)), command));
            }
            all.get(0).carryOut(ChangesFile.write(folder.resolve("warm-up-" + file), instances * WARM_UP));
            zoom.reset(0, 0);
            all.get(0).carryOut(ChangesFile.write(folder.resolve(file), CHANGES));
        } finally {
            all.forEach(Application::close);
        }
        return all(CHANGES).perSecond();
    }

    private LightServer.Count all(int calls) throws IOException, InterruptedException {
        LightServer.Count count = zoom.count();
        if (count.calls() != calls) {
            throw new IllegalStateException(
                    count.calls() + " calls for " + calls + " changes; target/bench holds the ledgers and logs");
        }
        return count;
    }

    private static Map<String, String> withConcurrency(Map<String, String> settings) {
        Map<String, String> all = new java.util.HashMap<>(settings);
        all.put("ZOOM_MAX_CONCURRENCY", Integer.toString(CONCURRENCY));
        return all;
    }

    private double bare() throws IOException, InterruptedException {
        zoom.reset(0, 0);
        run(Java.command(List.of(), BareLoop.class, zoom.apiUrl(), "" + WARM_UP, "" + CHANGES, "" + CONCURRENCY));
        return zoom.count().perSecond(); // a few calls more than changes, if some had to be repeated
    }

    private double curl() throws IOException, InterruptedException {
        zoom.reset(0, 0);
        String call = "curl -s -o /dev/null -X PUT -H 'Authorization: Bearer bench' -F action=deactivate "
                + zoom.apiUrl() + "/users/u$i@example.org/status";
        if (run(List.of("sh", "-c", "for i in $(seq " + CURLS + "); do " + call + " || exit 1; done")) != 0) {
            return Double.NaN;
        }
        return all(CURLS).perSecond();
    }

    private static int run(List<String> command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
