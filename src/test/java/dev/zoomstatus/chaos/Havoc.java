package dev.zoomstatus.chaos;

import dev.zoomstatus.demo.PretendZoom;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Lets things go wrong, one after the other or together, and each of them end again. */
final class Havoc {

    private static final Duration LONGEST_AWAY = Duration.ofSeconds(3);
    private static final Duration LONGEST_DELAY = Duration.ofMillis(900);
    /** Where one step takes many answers. */
    private static final Duration SHORT_DELAY = Duration.ofMillis(50);

    private final Fleet fleet;
    private final PretendZoom zoom;
    private final FaultyProxy wayToZoom;
    private final Messages messages;
    private final FaultyProxy wayToBroker;
    private final Stage.@Nullable Database database;
    private final RandomGenerator random;
    private final Duration longestFreeze;
    private final Map<Mishap, Integer> counts = new EnumMap<>(Mishap.class);
    private final Queue<Ending> endings = new PriorityQueue<>(Comparator.comparing(Ending::at));
    private boolean databaseAway;
    private boolean zoomAway;

    private interface Step {
        void run() throws IOException;
    }

    private record Ending(Instant at, Step step) {}

    Havoc(Stage stage, RandomGenerator random, Duration longestFreeze) {
        this.fleet = stage.fleet();
        this.zoom = stage.zoom();
        this.wayToZoom = stage.wayToZoom();
        this.messages = stage.messages();
        this.wayToBroker = stage.wayToBroker();
        this.database = stage.database();
        this.random = random;
        this.longestFreeze = longestFreeze;
    }

    /** Lets something go wrong. */
    void strike() throws IOException {
        Mishap mishap = draw();
        if (begin(mishap)) {
            counts.merge(mishap, 1, Integer::sum);
        }
    }

    /** Ends what has gone on for long enough. */
    void look() throws IOException {
        while (!endings.isEmpty() && Instant.now().isAfter(endings.element().at())) {
            endings.remove().step().run();
        }
    }

    /** Ends everything now. */
    void calm() throws IOException {
        while (!endings.isEmpty()) {
            endings.remove().step().run();
        }
    }

    /** How often so far something broke off the sending of messages, other than harm to a process. */
    int breaksOfSending() {
        return counts.entrySet().stream()
                .filter(count -> count.getKey().breaksSending())
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    /** How often what has gone wrong so far. */
    Map<Mishap, Integer> counts() {
        return counts;
    }

    private Mishap draw() {
        int all = 0;
        for (Mishap mishap : Mishap.values()) {
            all += weight(mishap);
        }
        int drawn = random.nextInt(all);
        for (Mishap mishap : Mishap.values()) {
            drawn -= weight(mishap);
            if (drawn < 0) {
                return mishap;
            }
        }
        throw new IllegalStateException("the weights do not add up");
    }

    private int weight(Mishap mishap) {
        return mishap.isOfTheDatabase() && database == null ? 0 : mishap.weight();
    }

    private boolean begin(Mishap mishap) throws IOException {
        int process = random.nextInt(fleet.size());
        return switch (mishap) {
            case KILL -> fleet.kill(process, upTo(LONGEST_AWAY));
            case STOP -> fleet.stop(process, upTo(LONGEST_AWAY));
            case FREEZE -> freeze(process);
            case NETWORK -> harm(wayToZoom, Fault.any(random, LONGEST_DELAY));
            case ZOOM_AWAY -> zoomAway();
            case TOKENS_REVOKED -> {
                zoom.revokeTokens();
                yield true;
            }
            case BROKER_NETWORK -> harm(wayToBroker, Fault.any(random, SHORT_DELAY));
            case BROKER_RESTART -> brokerAway();
            case DATABASE_NETWORK -> database != null && harm(database.way(), Fault.any(random, SHORT_DELAY));
            case DATABASE_RESTART -> database != null && restart(database.server());
        };
    }

    private boolean freeze(int process) throws IOException {
        if (!fleet.freeze(process)) {
            return false;
        }
        endAfter(upTo(longestFreeze), () -> fleet.thaw(process));
        return true;
    }

    private boolean harm(FaultyProxy way, Fault fault) throws IOException {
        way.set(fault);
        endAfter(upTo(LONGEST_AWAY), () -> way.set(Fault.NONE));
        return true;
    }

    private boolean zoomAway() throws IOException {
        if (zoomAway) {
            return false;
        }
        zoomAway = true;
        zoom.goDown();
        endAfter(upTo(LONGEST_AWAY), () -> {
            zoom.comeBack();
            zoomAway = false;
        });
        return true;
    }

    private boolean brokerAway() throws IOException {
        if (!messages.isUp()) {
            return false;
        }
        messages.goDown();
        endAfter(upTo(LONGEST_AWAY), messages::comeBack);
        return true;
    }

    private boolean restart(Postgres server) throws IOException {
        if (databaseAway) {
            return false;
        }
        databaseAway = true;
        server.goDown(random.nextBoolean());
        endAfter(upTo(LONGEST_AWAY), () -> {
            server.comeBack();
            databaseAway = false;
        });
        return true;
    }

    private void endAfter(Duration time, Step step) {
        endings.add(new Ending(Instant.now().plus(time), step));
    }

    private Duration upTo(Duration longest) {
        return Duration.ofMillis(1 + random.nextLong(longest.toMillis()));
    }
}
