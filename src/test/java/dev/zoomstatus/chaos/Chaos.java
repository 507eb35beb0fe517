package dev.zoomstatus.chaos;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A run: rounds of work and mishaps. After each round the mishaps stop, everything drains, and the round is judged. */
final class Chaos implements AutoCloseable {

    /** Half of what a claim leaves its holder: the time of a call, and 30 s. */
    private static final Duration HALF_A_LEASE =
            Stage.LIMITS.callTime().plusSeconds(30).dividedBy(2);

    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(3);
    private static final int SHOWN = 20;
    private static final Duration TICK = Duration.ofMillis(20);

    private final Ledger ledger;
    private final Duration length;
    private final Random random;
    private final Stage stage;
    private final Fleet fleet;
    private final Messages messages;
    private final Workload workload;
    private final Havoc havoc;
    private final Tally tally;
    private final Heartbeat heartbeat = new Heartbeat();

    /** Sets everything up for a run of that length in that folder. */
    Chaos(Ledger ledger, Duration length, long seed, Path folder) throws IOException {
        this.ledger = ledger;
        this.length = length;
        this.random = new Random(seed);
        stage = new Stage(ledger, seed + 1, folder);
        fleet = stage.fleet();
        messages = stage.messages();
        workload = new Workload(stage.inbox(), messages, new Random(seed));
        havoc = new Havoc(stage, random, shorter(HALF_A_LEASE, length.dividedBy(10)));
        tally = new Tally(ledger, havoc.counts());
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
        while (!fleet.isWhole()) {
            tick();
            if (Instant.now().isAfter(latest)) {
                throw new IllegalStateException("not all processes have started");
            }
        }
    }

    private void round(int number, Duration mishaps) throws IOException {
        workload.begin(number);
        stage.zoom().clear();
        fleet.forget();
        heartbeat.forget();
        messages.forget();
        int breaksBefore = havoc.breaksOfSending();
        int lostBefore = stage.wayToZoom().answersLost().size();
        stage.moods().moody(true);
        strike(Instant.now().plus(mishaps), number);
        stage.moods().moody(false);
        havoc.calm();
        fleet.calm();
        stage.zoom().release();
        Outside outside = new Outside(stage.data(), workload.round());
        drain(outside);
        List<Instant> lost = stage.wayToZoom().answersLost();
        Seen seen = new Seen(
                workload.wishes(),
                stage.zoom().calls().stream().map(Chaos::call).toList(),
                Stream.concat(outside.results().stream(), messages.replies().stream())
                        .toList(),
                told(breaksBefore),
                List.copyOf(outside.audit()),
                Stream.concat(fleet.harm().stream(), heartbeat.stalls().stream())
                        .toList(),
                lost.subList(lostBefore, lost.size()),
                stage.zoom().violations(),
                Stage.LIMITS);
        List<Violation> violations = new ArrayList<>(Judge.judge(seen));
        if (!fleet.isWhole()) {
            violations.add(new Violation(Violation.Kind.DEATH, "it did not come back, or did not stop when told to"));
        }
        tally.add(seen, violations, fleet.deaths());
        System.out.printf(
                "%s, round %d: %d changes, %d calls, %d violations%n",
                ledger.title(), number, seen.wishes().size(), seen.calls().size(), violations.size());
        violations.stream().limit(SHOWN).forEach(System.out::println);
    }

    private Seen.Told told(int breaksBefore) {
        int breaks = havoc.breaksOfSending() - breaksBefore + fleet.harm().size();
        List<Seen.Result> outcomes = messages.outcomes().stream()
                .filter(outcome ->
                        !workload.isEarlier(outcome.requestId())) // come again, maybe after their round's end
                .toList();
        return new Seen.Told(outcomes, messages.again(), breaks);
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

    /** Keeps what tells of the reason of a violation. */
    void keepEvidence(Path target) throws IOException {
        stage.keepEvidence(target);
    }

    @Override
    public void close() throws IOException {
        try {
            havoc.calm();
        } finally {
            heartbeat.close();
            stage.close();
        }
    }
}
