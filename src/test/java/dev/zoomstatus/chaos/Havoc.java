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

    private final Fleet fleet;
    private final PretendZoom zoom;
    private final FaultyProxy network;
    private final Messages messages;
    private final FaultyProxy wayToBroker;
    private final @Nullable Database database;
    private final RandomGenerator random;
    private final Duration longestFreeze;
    private final Map<Mishap, Integer> counts = new EnumMap<>(Mishap.class);
    private final Queue<Ending> endings = new PriorityQueue<>(Comparator.comparing(Ending::at));
    private boolean databaseAway;
    private boolean zoomAway;

    /** A database server and the way to it. */
    record Database(Postgres server, FaultyProxy network) {}

    /** What can go wrong, and how often compared to the others. */
    enum Mishap {
        KILL(4, "kill -9"),
        STOP(2, "SIGTERM"),
        FREEZE(2, "SIGSTOP … SIGCONT"),
        NETWORK(10, "network faults towards Zoom"),
        ZOOM_AWAY(1, "Zoom away"),
        TOKENS_REVOKED(1, "tokens revoked"),
        BROKER_NETWORK(3, "network faults towards the broker"),
        BROKER_RESTART(1, "broker restarts"),
        DATABASE_NETWORK(5, "network faults towards the database"),
        DATABASE_RESTART(2, "database restarts");

        private final int weight;
        private final String title;

        Mishap(int weight, String title) {
            this.weight = weight;
            this.title = title;
        }

        String title() {
            return title;
        }

        /** Whether it may break off the sending of messages. */
        boolean breaksSending() {
            return isOfTheDatabase() || this == BROKER_NETWORK || this == BROKER_RESTART;
        }

        boolean isOfTheDatabase() {
            return this == DATABASE_NETWORK || this == DATABASE_RESTART;
        }
    }

    private interface Step {
        void run() throws IOException;
    }

    private record Ending(Instant at, Step step) {}

    Havoc(
            Fleet fleet,
            PretendZoom zoom,
            FaultyProxy network,
            Messages messages,
            FaultyProxy wayToBroker,
            @Nullable Database database,
            RandomGenerator random,
            Duration longestFreeze) {
        this.fleet = fleet;
        this.zoom = zoom;
        this.network = network;
        this.messages = messages;
        this.wayToBroker = wayToBroker;
        this.database = database;
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
        return mishap.isOfTheDatabase() && database == null ? 0 : mishap.weight;
    }

    private boolean begin(Mishap mishap) throws IOException {
        int process = random.nextInt(fleet.size());
        return switch (mishap) {
            case KILL -> fleet.kill(process, upTo(LONGEST_AWAY));
            case STOP -> fleet.stop(process, upTo(LONGEST_AWAY));
            case FREEZE -> freeze(process);
            case NETWORK -> harm(network, anyFault(Duration.ofMillis(900)));
            case ZOOM_AWAY -> zoomAway();
            case TOKENS_REVOKED -> {
                zoom.revokeTokens();
                yield true;
            }
            case BROKER_NETWORK -> harm(wayToBroker, anyFault(Duration.ofMillis(50)));
            case BROKER_RESTART -> brokerAway();
            case DATABASE_NETWORK -> database != null && harm(database.network(), anyFault(Duration.ofMillis(50)));
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

    private Fault anyFault(Duration longestDelay) {
        return switch (random.nextInt(8)) {
            case 0 -> Fault.REFUSE;
            case 1 -> Fault.RESET;
            case 2 -> Fault.DROP_ANSWER;
            case 3 -> Fault.HANG;
            case 4 -> Fault.cutRequest(random.nextInt(400));
            case 5 -> Fault.cutAnswer(random.nextInt(100));
            case 6 -> Fault.delay(upTo(longestDelay));
            default -> Fault.trickle(Duration.ofMillis(1 + random.nextInt(5)));
        };
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
