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
        double beside = seconds(folder, bare);
        double plain = seconds(folder, Java.jar(Java.target(), List.of()));
        double quick = seconds(folder, Java.withStartArgs(List.of()));
        String name = "bare application's jar";
        return List.of(
                Figure.atMostTimes(
                        1.5, "start by start.args, Java " + Runtime.version().feature(), "s", quick, name, beside),
                Figure.atMostTimes(1.5, "start by quarkus-run.jar", "s", plain, name, beside));
    }

    /** The native binary. */
    List<Figure> ofBinary(Path folder) throws IOException, InterruptedException {
        double beside = seconds(folder, new BareApplication(true).binary());
        double ours = seconds(folder, Java.binary());
        return List.of(Figure.atMostTimes(1.5, "start of the native binary", "s", ours, "bare native binary", beside));
    }

    private double seconds(Path folder, List<String> command) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        double[] seconds = new double[STARTS];
        for (int i = 0; i < STARTS; i++) {
            seconds[i] = once(folder, command);
        }
        Arrays.sort(seconds);
        return seconds[STARTS / 2];
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
