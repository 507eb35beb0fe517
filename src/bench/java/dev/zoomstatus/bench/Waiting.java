package dev.zoomstatus.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How much of a core it uses while there is nothing to do, or something is away that it waits for. */
final class Waiting {

    private static final Duration SETTLED = Duration.ofSeconds(10);
    private static final Duration WATCHED = Duration.ofSeconds(20);
    private static final double MOST = 5;

    private final LightServer zoom;
    private final Postgres postgres;

    Waiting(LightServer zoom, Postgres postgres) {
        this.zoom = zoom;
        this.postgres = postgres;
    }

    List<Figure> measure(Path folder) throws IOException, InterruptedException {
        String nobody = "localhost:" + unused();
        List<Figure> figures = new ArrayList<>();
        figures.add(whileAway("nothing is to do", folder.resolve("idle"), Map.of()));
        figures.add(whileAway("Zoom is away", folder.resolve("zoom"), Map.of("ZOOM_API_URL", "http://" + nobody)));
        figures.add(whileAway(
                "no token is to be had", folder.resolve("token"), Map.of("ZOOM_TOKEN_URL", "http://" + nobody)));
        figures.add(whileAway(
                "the broker is away",
                folder.resolve("broker"),
                Map.of("JMS_ENABLED", "true", "QUARKUS_QPID_JMS_URL", "amqp://" + nobody)));
        figures.add(whileLocked(folder.resolve("locked")));
        figures.add(whileWithoutDatabase(folder.resolve("postgresql")));
        return figures;
    }

    private Figure whileAway(String what, Path folder, Map<String, String> settings)
            throws IOException, InterruptedException {
        try (Application application = Application.start(folder, "log", zoom, settings)) {
            dropTwenty(application, folder);
            return watched(what, application);
        }
    }

    private Figure whileLocked(Path folder) throws IOException, InterruptedException {
        try (Application application = Application.start(folder, "log", zoom, Map.of())) {
            dropTwenty(application, folder);
            return Sql.on(folder).locked(() -> watched("another process locks the ledger", application));
        }
    }

    private Figure whileWithoutDatabase(Path folder) throws IOException, InterruptedException {
        try (Application application = Application.start(folder, "log", zoom, postgres.newLedger())) {
            dropTwenty(application, folder);
            postgres.close();
            return watched("PostgreSQL is away", application);
        }
    }

    private static void dropTwenty(Application application, Path folder) throws IOException {
        Path file = ChangesFile.write(folder.resolve("changes.csv"), 20);
        application.drop(file, file.getFileName().toString());
    }

    private static Figure watched(String what, Application application) throws InterruptedException {
        Thread.sleep(SETTLED.toMillis());
        Duration before = application.processorTime();
        Thread.sleep(WATCHED.toMillis());
        double used = application.processorTime().minus(before).toMillis();
        return Figure.atMost(MOST, "processor while " + what, "% of a core", 100 * used / WATCHED.toMillis());
    }

    private static int unused() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
