package dev.zoomstatus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.SettableClock;
import dev.zoomstatus.TestSettings;
import dev.zoomstatus.ledger.TestLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.awaitility.Awaitility;

/** However late its calls are and however they travel, the budget is kept; and it is spent. Simulated, by a settable clock. */
class BudgetPropertiesTest {

    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
    private final List<Long> arrivals = new ArrayList<>();

    @Property(tries = 20)
    void noSecondAtTheServerSeesMoreThanItsTolerance(@ForAll("limits") int limit, @ForAll long seed) throws Exception {
        Random random = new Random(seed);
        simulate(
                limit,
                3,
                Duration.ofSeconds(4),
                () -> random.nextInt(20) == 0 ? random.nextInt(100) : 0,
                () -> random.nextInt(50));

        assertThat(mostPerSecond()).isLessThanOrEqualTo(limit + Math.max(2, limit / 20));
    }

    @Property(tries = 3)
    void theBudgetIsSpentAndNoSecondSeesMore(@ForAll("limits") int limit) throws Exception {
        simulate(limit, 1, Duration.ofSeconds(60), () -> 1, () -> 15);

        assertThat(arrivals.size()).isGreaterThanOrEqualTo((int) (limit * 60 * 0.97));
        assertThat(mostPerSecond()).isLessThanOrEqualTo(limit);
    }

    @Provide
    Arbitrary<Integer> limits() {
        return Arbitraries.of(4, 30, 40, 80);
    }

    private interface Millis {
        int next();
    }

    /** Instances in turn claim what they may, are held up, and call; each call travels for a while of its own. */
    private void simulate(int limit, int instances, Duration length, Millis heldUp, Millis travels) throws Exception {
        arrivals.clear();
        Path folder = Files.createTempDirectory("budget");
        try (TestLedger ledger = new TestLedger(folder, clock)) {
            List<Budget> budgets = IntStream.range(0, instances)
                    .mapToObj(i -> new Budget(
                            TestSettings.zoom(Map.of("zoom.rate-limit", "" + limit)),
                            ledger.callSchedule(),
                            clock,
                            nanos -> clock.advance(Duration.ofNanos(nanos))))
                    .toList();
            long end = micros() + TimeUnit.NANOSECONDS.toMicros(length.toNanos());
            while (micros() < end) {
                for (Budget budget : budgets) {
                    int turns = budget.take(16, PATIENCE);
                    clock.advance(Duration.ofMillis(turns == 0 ? 100 : heldUp.next()));
                    for (int i = 0; i < turns; i++) {
                        budget.awaitTurn();
                        arrivals.add(micros() + TimeUnit.MILLISECONDS.toMicros(travels.next()));
                    }
                }
            }
        } finally {
            Awaitility.await().ignoreExceptions().until(() -> isRemoved(folder)); // SQLite closes its files in a while
        }
    }

    private static boolean isRemoved(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
            return !Files.exists(folder);
        }
    }

    private int mostPerSecond() {
        List<Long> sorted = arrivals.stream().sorted().toList();
        int most = 0;
        int from = 0;
        for (int to = 0; to < sorted.size(); to++) {
            while (sorted.get(to) - sorted.get(from) >= TimeUnit.SECONDS.toMicros(1)) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    private long micros() {
        return ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant());
    }
}
