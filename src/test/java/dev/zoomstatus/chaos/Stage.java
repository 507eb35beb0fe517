package dev.zoomstatus.chaos;

import dev.zoomstatus.chaos.Seen.Limits;
import dev.zoomstatus.demo.PretendZoom;
import dev.zoomstatus.packaged.PackagedApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All that plays a part: the application's processes, Zoom, broker and database, and the ways between them. */
final class Stage implements AutoCloseable {

    static final Limits LIMITS = new Limits(60, 16, Duration.ofSeconds(4));

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration RESPONSE = LIMITS.callTime().minus(CONNECT);

    private final Ledger ledger;
    private final Path folder;
    private final PretendZoom zoom = PretendZoom.start();
    private final ZoomMoods moods;
    private final FaultyProxy wayToZoom;
    private final Messages messages;
    private final FaultyProxy wayToBroker;
    private final @Nullable Database database;
    private final List<PackagedApplication> applications = new ArrayList<>();
    private final Fleet fleet;

    /** A database server and the way to it. */
    record Database(Postgres server, FaultyProxy way) {}

    /** Sets everything up in that folder; no process is started yet. */
    Stage(Ledger ledger, long seed, Path folder) throws IOException {
        this.ledger = ledger;
        this.folder = folder;
        moods = new ZoomMoods(new Random(seed));
        zoom.answerAll(moods);
        wayToZoom = new FaultyProxy(zoom.port(), new Random(seed + 1));
        messages = new Messages(folder.resolve("broker"));
        wayToBroker = new FaultyProxy(messages.port(), new Random(seed + 2));
        database = ledger == Ledger.POSTGRESQL ? database(seed + 3) : null;
        for (int i = 1; i <= ledger.processes(); i++) {
            applications.add(application("log" + i));
        }
        fleet = new Fleet(applications);
    }

    private Database database(long seed) throws IOException {
        Postgres server = new Postgres(folder.resolve("postgres"));
        return new Database(server, new FaultyProxy(server.port(), new Random(seed)));
    }

    private PackagedApplication application(String name) throws IOException {
        PackagedApplication application = new PackagedApplication(folder, name)
                .withSecrets()
                .with("ZOOM_API_URL", "http://localhost:" + wayToZoom.port() + "/v2")
                .with("ZOOM_TOKEN_URL", "http://localhost:" + wayToZoom.port() + "/oauth/token")
                .with("ZOOM_RATE_LIMIT", "" + LIMITS.perSecond())
                .with("ZOOM_MAX_CONCURRENCY", "" + LIMITS.concurrency())
                .with("ZOOM_CONNECT_TIMEOUT", CONNECT.toSeconds() + "s")
                .with("ZOOM_RESPONSE_TIMEOUT", RESPONSE.toSeconds() + "s")
                .with("ZOOM_PROBE_INTERVAL", "1s")
                .with("RETRY_INITIAL_DELAY", "100ms")
                .with("RETRY_MAX_DELAY", "2s")
                .with("JMS_ENABLED", "true")
                .with("QUARKUS_QPID_JMS_URL", "amqp://localhost:" + wayToBroker.port())
                .with("FILE_SETTLE", "100ms")
                .with("SHUTDOWN_GRACE", "10s")
                // Several of them share a machine with a database and the tests.
                .heap("256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");
        if (database != null) {
            application
                    .with(
                            "LEDGER_URL",
                            "jdbc:postgresql://localhost:" + database.way().port() + "/postgres")
                    .with("LEDGER_USERNAME", "postgres")
                    .with("LEDGER_PASSWORD", "postgres");
        }
        return application;
    }

    PretendZoom zoom() {
        return zoom;
    }

    ZoomMoods moods() {
        return moods;
    }

    FaultyProxy wayToZoom() {
        return wayToZoom;
    }

    Messages messages() {
        return messages;
    }

    FaultyProxy wayToBroker() {
        return wayToBroker;
    }

    /** Null if the ledger needs none. */
    @Nullable
    Database database() {
        return database;
    }

    Fleet fleet() {
        return fleet;
    }

    /** Whom to hand files to: all processes have one data folder. */
    PackagedApplication inbox() {
        return applications.get(0);
    }

    Path data() {
        return folder.resolve("data");
    }

    @Override
    public void close() throws IOException {
        fleet.close();
        wayToZoom.close();
        wayToBroker.close();
        messages.close();
        zoom.close();
        if (database != null) {
            database.way().close();
            database.server().close();
        }
    }

    /** Keeps logs, result files and audit files for whoever looks for the reason of a violation. */
    void keepEvidence(Path target) throws IOException {
        Path own = Files.createDirectories(target.resolve(ledger.name()));
        Files.writeString(own.resolve("replies.txt"), lines(messages.replies()));
        Files.writeString(own.resolve("outcomes.txt"), lines(messages.outcomes()));
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(this::isEvidence).toList()) {
                Path copy = own.resolve(folder.relativize(file));
                Files.createDirectories(Objects.requireNonNull(copy.getParent()));
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private static String lines(List<Seen.Result> results) {
        return results.stream().map(Seen.Result::toString).collect(Collectors.joining("\n"));
    }

    private boolean isEvidence(Path file) {
        return Files.isRegularFile(file)
                && !file.startsWith(folder.resolve("postgres"))
                && !file.startsWith(folder.resolve("broker"));
    }
}
