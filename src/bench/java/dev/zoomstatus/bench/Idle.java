package dev.zoomstatus.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** How long a single change takes from its acceptance, as the ledger has it, to its call's arrival at the server. */
final class Idle {

    private static final int SAMPLES = Integer.getInteger("bench.samples", 100);
    private static final int WARM_UP = 20;

    private final LightServer zoom;

    Idle(LightServer zoom) {
        this.zoom = zoom;
    }

    List<Figure> measure(Path folder) throws IOException, InterruptedException {
        zoom.reset(0, 0);
        try (Application application = Application.start(folder, "log", zoom, Map.of())) {
            for (int i = 0; i < WARM_UP + SAMPLES; i++) {
                String name = "change-" + i + ".csv";
                Path file = folder.resolve(name);
                Files.writeString(file, "user,action\nu" + i + ",deactivate\n");
                application.drop(file, name);
                application.await(() -> application.hasResult(name));
                Thread.sleep(i % 50); // so that no timer is met at the same point each time
            }
        }
        Map<String, Double> accepted = Sql.on(folder).numbers("SELECT user_id, accepted_at FROM status_change");
        double[] millis = zoom.count().first().stream()
                .skip(WARM_UP)
                .mapToDouble(line -> Double.parseDouble(line.substring(line.indexOf(' '))) / 1000
                        - accepted.getOrDefault(line.split("/", -1)[3], Double.NaN))
                .sorted()
                .toArray();
        return List.of(
                Figure.atMost(20, "accepted → call, idle, p50", "ms", millis[millis.length / 2]),
                Figure.atMost(
                        100, "accepted → call, idle, p99", "ms", millis[(int) Math.ceil(millis.length * 0.99) - 1]));
    }
}
