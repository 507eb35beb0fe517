package dev.zoomstatus.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** The packaged application in a process of its own, in a folder of its own. */
final class Application implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(30);

    private final Path folder;
    private final String name;
    private final Process process;

    private Application(Path folder, String name, Process process) {
        this.folder = folder;
        this.name = name;
        this.process = process;
    }

    /** Starts one that calls the given server, and waits until it is ready. */
    static Application start(
            Path folder, String name, LightServer zoom, Map<String, String> settings, String... options)
            throws IOException, InterruptedException {
        return start(folder, name, settings(zoom, settings), Java.application(List.of(options)));
    }

    /** What one needs that calls the given server, and those settings. */
    static Map<String, String> settings(LightServer zoom, Map<String, String> settings) throws IOException {
        Map<String, String> all = new HashMap<>();
        all.put("ZOOM_ACCOUNT_ID", "bench");
        all.put("ZOOM_CLIENT_ID", "bench");
        all.put("ZOOM_CLIENT_SECRET", "bench");
        all.put("ZOOM_API_URL", zoom.apiUrl());
        all.put("ZOOM_TOKEN_URL", zoom.tokenUrl());
        all.put("ZOOM_RATE_LIMIT", "0");
        all.put("FILE_SETTLE", "50ms");
        all.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(freePort()));
        all.putAll(settings);
        return all;
    }

    /** Starts one by that command, and waits until it is ready. */
    static Application start(Path folder, String name, Map<String, String> settings, List<String> command)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path log = folder.resolve(name + ".txt");
        Files.deleteIfExists(log);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(settings);
        Application application = new Application(folder, name, builder.start());
        application.await(() -> application.logged().contains("Ready: drop"));
        return application;
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Drops a file into the inbox by a rename, which is at once and copies nothing. */
    void drop(Path file, String as) throws IOException {
        Files.move(file, data().resolve("inbox").resolve(as), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Drops a file, and waits for its result. */
    void carryOut(Path changes) throws IOException, InterruptedException {
        String file = changes.getFileName().toString();
        drop(changes, file);
        await(() -> hasResult(file));
    }

    boolean hasResult(String file) {
        return Files.exists(data().resolve("results").resolve(file + ".result.csv"));
    }

    Path data() {
        return folder.resolve("data");
    }

    String logged() throws IOException {
        return Files.readString(folder.resolve(name + ".txt"));
    }

    /** What it has used of the processors until now. */
    Duration processorTime() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    /** What it holds of the memory, in megabytes: as Linux tells it. */
    double residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), "status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** Waits for the condition; says so if the application ends before. */
    void await(Callable<Boolean> condition) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (!condition.call()) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException("waited in vain; the application's log:\n" + logged());
                }
                Thread.sleep(5);
            }
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Stops it as an operator does, and waits until it is over. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
