package dev.zoomstatus.chaos;

import dev.zoomstatus.chaos.Seen.Limits;
import dev.zoomstatus.demo.PretendZoom;
import dev.zoomstatus.packaged.PackagedApplication;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run: the packaged application in its own processes, a pretend Zoom, a network between them that does harm, and
 * rounds of work and mishaps. After each round the mishaps stop, everything drains, and the round is judged.
 */
final class Chaos implements AutoCloseable {

    private static final Duration CONNECT = Duration.ofSeconds(1);
    private static final Duration RESPONSE = Duration.ofSeconds(3);
    /** Half of what a claim leaves its holder: the time of a call, and 30 s. */
    private static final Duration HALF_A_LEASE =
            CONNECT.plus(RESPONSE).plusSeconds(30).dividedBy(2);

    private static final Limits LIMITS = new Limits(60, 16, CONNECT.plus(RESPONSE));
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(3);
    private static final Duration TICK = Duration.ofMillis(20);

    private final Ledger ledger;
    private final Duration length;
    private final Random random;
    private final Path folder;
    private final PretendZoom zoom = PretendZoom.start();
    private final ZoomMoods moods;
    private final FaultyProxy network;
    private final Messages messages;
    private final FaultyProxy wayToBroker;
    private final Havoc.@Nullable Database database;
    private final Fleet fleet;
    private final Workload workload;
    private final Havoc havoc;
    private final Tally tally;
    private final Heartbeat heartbeat = new Heartbeat();

    /** Sets everything up for a run of that length in that folder. */
    Chaos(Ledger ledger, Duration length, long seed, Path folder) throws IOException {
        this.ledger = ledger;
        this.length = length;
        this.random = new Random(seed);
        this.folder = folder;
        moods = new ZoomMoods(new Random(seed + 1));
        zoom.answerAll(moods);
        network = new FaultyProxy(zoom.port(), new Random(seed + 2));
        messages = new Messages(folder.resolve("broker"));
        wayToBroker = new FaultyProxy(messages.port(), new Random(seed + 5));
        database = ledger == Ledger.POSTGRESQL ? database(seed + 3) : null;
        List<PackagedApplication> applications = new ArrayList<>();
        for (int i = 1; i <= ledger.processes(); i++) {
            applications.add(application("log" + i));
        }
        fleet = new Fleet(applications);
        workload = new Workload(applications.get(0), messages, new Random(seed + 4));
        Duration longestFreeze = shorter(HALF_A_LEASE, length.dividedBy(10));
        havoc = new Havoc(fleet, zoom, network, messages, wayToBroker, database, random, longestFreeze);
        tally = new Tally(ledger, havoc.counts());
    }

    private Havoc.Database database(long seed) throws IOException {
        Postgres server = new Postgres(folder.resolve("postgres"));
        return new Havoc.Database(server, new FaultyProxy(server.port(), new Random(seed)));
    }

    private PackagedApplication application(String name) throws IOException {
        PackagedApplication application = new PackagedApplication(folder, name)
                .withSecrets()
                .with("ZOOM_API_URL", "http://localhost:" + network.port() + "/v2")
                .with("ZOOM_TOKEN_URL", "http://localhost:" + network.port() + "/oauth/token")
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
                .with("JAVA_TOOL_OPTIONS", "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        if (database != null) {
            application
                    .with(
                            "LEDGER_URL",
                            "jdbc:postgresql://localhost:" + database.network().port() + "/postgres")
                    .with("LEDGER_USERNAME", "postgres")
                    .with("LEDGER_PASSWORD", "postgres");
        }
        return application;
    }

    /** Rounds until the time is over, at least one. */
    Tally run() throws IOException {
        awaitUp();
        Instant end = Instant.now().plus(length);
        // What a dead process held on PostgreSQL is free when its lease has ended.
        Duration drain = ledger == Ledger.SQLITE
                ? Duration.ofSeconds(10)
                : HALF_A_LEASE.multipliedBy(2).plusSeconds(5);
        Duration left = length;
        while (tally.rounds() == 0 || left.compareTo(drain.plusSeconds(10)) > 0) {
            Duration mishaps = shorter(Duration.ofSeconds(15 + random.nextInt(30)), left.minus(drain));
            round(tally.rounds() + 1, mishaps);
            left = Duration.between(Instant.now(), end);
        }
        return tally;
    }

    private void awaitUp() throws IOException {
        Instant latest = Instant.now().plus(LONGEST_DRAIN);
        while (!fleet.isWhole() && Instant.now().isBefore(latest)) {
            tick();
        }
    }

    private void round(int number, Duration mishaps) throws IOException {
        workload.begin(number);
        zoom.clear();
        fleet.forget();
        heartbeat.forget();
        messages.forget();
        int breaksBefore = havoc.breaksOfSending();
        int lostBefore = network.answersLost().size();
        moods.moody(true);
        strike(Instant.now().plus(mishaps), number);
        moods.moody(false);
        havoc.calm();
        fleet.calm();
        zoom.release();
        Outside outside = new Outside(folder.resolve("data"), workload.round());
        drain(outside);
        List<Instant> lost = network.answersLost();
        Seen seen = new Seen(
                workload.wishes(),
                zoom.calls().stream().map(Chaos::call).toList(),
                Stream.concat(outside.results().stream(), messages.replies().stream())
                        .toList(),
                told(breaksBefore),
                List.copyOf(outside.audit()),
                Stream.concat(fleet.harm().stream(), heartbeat.stalls().stream())
                        .toList(),
                lost.subList(lostBefore, lost.size()),
                zoom.violations(),
                LIMITS);
        tally.add(seen, Judge.judge(seen), fleet.deaths());
    }

    private Seen.Told told(int breaksBefore) {
        int breaks = havoc.breaksOfSending() - breaksBefore + fleet.harm().size();
        return new Seen.Told(messages.outcomes(), messages.again(), breaks);
    }

    private void strike(Instant until, int number) throws IOException {
        Instant nextFile = Instant.EPOCH;
        Instant nextMishap = Instant.EPOCH;
        if (number % 3 == 1) {
            workload.dropLarge();
        }
        for (Instant now = Instant.now(); now.isBefore(until); now = tick()) {
            if (now.isAfter(nextFile)) {
                workload.drop();
                workload.send();
                nextFile = now.plusMillis(200 + random.nextInt(1000));
            }
            if (now.isAfter(nextMishap)) {
                havoc.strike();
                nextMishap = now.plusMillis(200 + random.nextInt(1500));
            }
            havoc.look();
        }
    }

    private void drain(Outside outside) throws IOException {
        Instant latest = Instant.now().plus(LONGEST_DRAIN);
        Instant nextLook = Instant.EPOCH;
        for (Instant now = Instant.now(); now.isBefore(latest); now = tick()) {
            if (now.isAfter(nextLook)) {
                if (fleet.isWhole() && isDrained(outside)) {
                    return;
                }
                nextLook = now.plusMillis(500);
            }
        }
    }

    private boolean isDrained(Outside outside) throws IOException {
        messages.collect();
        return messages.replies().size() >= workload.messages()
                && messages.outcomes().size() >= workload.wishes().size()
                && outside.resultFiles() >= workload.files()
                && outside.audit().stream()
                                .filter(entry -> entry.event().equals("ended"))
                                .count()
                        >= workload.wishes().size();
    }

    private Instant tick() throws IOException {
        fleet.look();
        LockSupport.parkNanos(TICK.toNanos());
        return Instant.now();
    }

    private static Seen.Call call(dev.zoomstatus.demo.Call call) {
        Instant end = call.ended() ? call.at().plusNanos(call.endNanos() - call.startNanos()) : Instant.MAX;
        return new Seen.Call(call.user(), call.action(), call.at(), end, call.status());
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    @Override
    public void close() throws IOException {
        havoc.calm();
        heartbeat.close();
        fleet.close();
        network.close();
        wayToBroker.close();
        messages.close();
        zoom.close();
        if (database != null) {
            database.network().close();
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
