package dev.zoomstatus.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No promise is broken whatever happens. A short run belongs to the tests; {@code mvn verify -Pchaos} makes a long one:
 * {@code -Dchaos.minutes=}, {@code -Dchaos.seed=}, {@code -Dchaos.ledger=sqlite|postgresql}, {@code -Dchaos.report=}.
 */
class ChaosIT {

    private final double minutes = Double.parseDouble(System.getProperty("chaos.minutes", "2"));
    private final long seed =
            Long.getLong("chaos.seed", ThreadLocalRandom.current().nextInt(1_000_000));

    @Test
    void noPromiseIsBroken(@TempDir Path folder) throws IOException {
        System.out.printf("Chaos for %s minutes with -Dchaos.seed=%d%n", minutes, seed);
        List<Tally> tallies = new ArrayList<>();
        List<Ledger> ledgers = ledgers();
        for (Ledger ledger : ledgers) {
            Duration length = Duration.ofMillis((long) (minutes * 60_000 / ledgers.size()));
            Path own = Files.createDirectory(folder.resolve(ledger.name()));
            try (Chaos chaos = new Chaos(ledger, length, seed, own)) {
                Tally tally = chaos.run();
                tallies.add(tally);
                if (!tally.violations().isEmpty()) {
                    chaos.keepEvidence(Path.of("target", "chaos"));
                }
            }
        }
        Report report = new Report(tallies);
        System.out.println(report.table());
        writeReport(report);

        assertThat(tallies)
                .as("with -Dchaos.seed=" + seed)
                .allSatisfy(tally -> assertThat(tally.changes()).isPositive())
                .flatMap(Tally::violations)
                .isEmpty();
    }

    private static List<Ledger> ledgers() {
        String asked = System.getProperty("chaos.ledger", "");
        return asked.isEmpty()
                ? Arrays.asList(Ledger.values())
                : List.of(Ledger.valueOf(asked.toUpperCase(Locale.ROOT)));
    }

    private void writeReport(Report report) throws IOException {
        String file = System.getProperty("chaos.report", "");
        if (!file.isEmpty()) {
            Files.writeString(Path.of(file), report.page(seed, minutes));
        }
    }
}
