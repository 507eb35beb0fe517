package dev.zoomstatus.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** From the start of the process to Quarkus' word that all is up, beside a bare application's. */
final class StartTime {

    private static final int STARTS = 5;
    private static final String UP = " started in ";

    private final LightServer zoom;

    StartTime(LightServer zoom) {
        this.zoom = zoom;
    }

    /** The jar as it is, and by what {@code make-start-args} leaves. */
    List<Figure> ofJar(Path folder) throws IOException, InterruptedException {
        List<String> bare = new BareApplication(false).jar();
        Java.makeStartArgs();
        double[] seconds = seconds(folder, bare, Java.jar(Java.target(), List.of()), Java.withStartArgs(List.of()));
        String name = "bare application's jar";
        return List.of(
                Figure.atMostTimes(
                        1.5,
                        "start by start.args, Java " + Runtime.version().feature(),
                        "s",
                        seconds[2],
                        name,
                        seconds[0]),
                Figure.atMostTimes(1.5, "start by quarkus-run.jar", "s", seconds[1], name, seconds[0]));
    }

    /** The native binary. */
    List<Figure> ofBinary(Path folder) throws IOException, InterruptedException {
        double[] seconds = seconds(folder, new BareApplication(true).binary(), Java.binary());
        return List.of(Figure.atMostTimes(
                1.5, "start of the native binary", "s", seconds[1], "bare native binary", seconds[0]));
    }

    /** The median of each, started in turn, for the machine is not equally fast all the time. */
    @SafeVarargs
    private double[] seconds(Path folder, List<String>... commands) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        double[][] seconds = new double[commands.length][STARTS];
        for (int start = 0; start < STARTS; start++) {
            for (int i = 0; i < commands.length; i++) {
                seconds[i][start] = once(folder, commands[i]);
            }
        }
        return Arrays.stream(seconds)
                .mapToDouble(all -> Arrays.stream(all).sorted().toArray()[STARTS / 2])
                .toArray();
    }

    private double once(Path folder, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().putAll(Application.settings(zoom, Map.of()));
        long begun = System.nanoTime();
        Process process = builder.start();
        List<String> said = new ArrayList<>();
        try (BufferedReader log =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            String line = log.readLine();
            while (line != null && !line.contains(UP)) {
                said.add(line);
                line = log.readLine();
            }
            if (line == null) {
                throw new IllegalStateException("it did not start:\n" + String.join("\n", said));
            }
            return (System.nanoTime() - begun) / 1e9;
        } finally {
            process.destroy();
            process.onExit().join();
        }
    }
}
