package dev.zoomstatus.packaged;

import dev.zoomstatus.demo.Credentials;
import dev.zoomstatus.demo.PretendZoom;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The packaged application, jar or native binary, in a process of its own and a folder of its own. */
final class PackagedApplication implements AutoCloseable {

    private final Path folder;
    private final Map<String, String> settings = new HashMap<>();
    private final int managementPort;
    private Process process;

    PackagedApplication(Path folder) throws IOException {
        this.folder = folder;
        try (ServerSocket free = new ServerSocket(0)) {
            managementPort = free.getLocalPort();
        }
        settings.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
        this.process = new ProcessBuilder("true").start();
    }

    /** Gives it the three secrets that it must have. */
    PackagedApplication withSecrets() {
        with("ZOOM_ACCOUNT_ID", Credentials.DEMO.accountId());
        with("ZOOM_CLIENT_ID", Credentials.DEMO.clientId());
        return with("ZOOM_CLIENT_SECRET", Credentials.DEMO.clientSecret());
    }

    PackagedApplication calling(PretendZoom zoom) {
        with("ZOOM_API_URL", zoom.apiUrl());
        return with("ZOOM_TOKEN_URL", zoom.tokenUrl());
    }

    PackagedApplication with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    PackagedApplication start() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command())
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().keySet().removeIf(key -> key.startsWith("ZOOM_") || key.startsWith("QUARKUS_"));
        builder.environment().putAll(settings);
        process = builder.start();
        return this;
    }

    private static List<String> command() {
        Path built = Path.of(System.getProperty("packaged.dir", "target"));
        if (Boolean.getBoolean("packaged.native")) {
            return List.of(built.resolve(System.getProperty("packaged.name") + "-runner")
                    .toString());
        }
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-jar");
        command.add(built.resolve("quarkus-app").resolve("quarkus-run.jar").toString());
        return command;
    }

    /** Drops a file into the inbox, as a careful sender does. */
    void drop(String name, String content) throws IOException {
        Path inbox = folder.resolve("data").resolve("inbox");
        Files.createDirectories(inbox);
        Path draft = inbox.resolve("." + name);
        Files.writeString(draft, content);
        Files.move(draft, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    /** The rows of a result file without its header; empty as long as there is none. */
    List<String> result(String name) throws IOException {
        Path file = folder.resolve("data").resolve("results").resolve(name + ".result.csv");
        if (!Files.exists(file)) {
            return List.of();
        }
        List<String> lines = Files.readAllLines(file);
        return lines.subList(1, lines.size());
    }

    Path data() {
        return folder.resolve("data");
    }

    String logged() throws IOException {
        return Files.exists(log()) ? Files.readString(log(), StandardCharsets.UTF_8) : "";
    }

    int managementPort() {
        return managementPort;
    }

    boolean isRunning() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    /** As {@code kill -9} does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    @Override
    public void close() {
        kill();
    }

    private Path log() {
        return folder.resolve("log.txt");
    }
}
