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
import java.util.concurrent.ThreadLocalRandom;

/** The packaged application, jar or native binary, in a process of its own and a folder of its own. */
public final class PackagedApplication implements AutoCloseable {

    private static final String NATIVE = "packaged.native";

    private final Path folder;
    private final String name;
    private final Map<String, String> settings = new HashMap<>();
    private final List<String> command = new ArrayList<>();
    private final List<String> arguments = new ArrayList<>();
    private final int managementPort;
    private List<String> usual = packaged();
    private Process process;

    PackagedApplication(Path folder) throws IOException {
        this(folder, "log");
    }

    /** One of several in the same folder, each with a log of its own. */
    public PackagedApplication(Path folder, String name) throws IOException {
        this.folder = folder;
        this.name = name;
        managementPort = freePort();
        settings.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(managementPort));
        this.process = new ProcessBuilder("true").start();
    }

    /** Gives it the three secrets that it must have. */
    public PackagedApplication withSecrets() {
        with("ZOOM_ACCOUNT_ID", Credentials.DEMO.accountId());
        with("ZOOM_CLIENT_ID", Credentials.DEMO.clientId());
        return with("ZOOM_CLIENT_SECRET", Credentials.DEMO.clientSecret());
    }

    PackagedApplication calling(PretendZoom zoom) {
        with("ZOOM_API_URL", zoom.apiUrl());
        return with("ZOOM_TOKEN_URL", zoom.tokenUrl());
    }

    /** Overrides a setting by its environment variable. */
    public PackagedApplication with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    /** Gives it so much heap at most; the other options are for a JVM alone. A native binary takes its own as an argument. */
    public PackagedApplication heap(String most, String... others) {
        String heap = "-Xmx" + most;
        if (Boolean.getBoolean(NATIVE)) {
            arguments.add(heap);
            return this;
        }
        return with("JAVA_TOOL_OPTIONS", heap + " " + String.join(" ", others));
    }

    /** Starts it through another command, which is to run what is given to it at its end. */
    PackagedApplication through(String... other) {
        command.addAll(List.of(other));
        return this;
    }

    /** Starts a process; its log goes on in the same file. */
    public PackagedApplication start() throws IOException {
        List<String> whole = new ArrayList<>(command);
        whole.addAll(usual);
        whole.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(whole)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()));
        builder.environment().keySet().removeIf(key -> key.startsWith("ZOOM_") || key.startsWith("QUARKUS_"));
        builder.environment().putAll(settings);
        process = builder.start();
        return this;
    }

    /** Starts it by that command in place of the usual one. */
    PackagedApplication by(String... command) {
        usual = List.of(command);
        return this;
    }

    /** Starts it by what the build leaves, where it lies, in place of a quick start. */
    PackagedApplication asBuilt() {
        Path jar = Installation.built().resolve("quarkus-app").resolve("quarkus-run.jar");
        return Boolean.getBoolean(NATIVE) ? this : by(java(), "-jar", jar.toString());
    }

    /** As the image and the service do. */
    private static List<String> packaged() {
        if (Boolean.getBoolean(NATIVE)) {
            String binary = System.getProperty("packaged.name") + "-runner";
            return List.of(Installation.built().resolve(binary).toString());
        }
        return List.of(java(), Installation.usual().startArgs());
    }

    /** The Java that runs the tests. */
    static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** Drops a file into the inbox, as a careful sender does. */
    public void drop(String name, String content) throws IOException {
        Path inbox = data().resolve("inbox");
        Files.createDirectories(inbox);
        Path draft = inbox.resolve("." + name);
        Files.writeString(draft, content);
        Files.move(draft, inbox.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    boolean hasResult(String file) {
        return Files.exists(resultOf(file));
    }

    /** The rows of a result file without its header. */
    List<String> result(String file) throws IOException {
        List<String> lines = Files.readAllLines(resultOf(file));
        return lines.subList(1, lines.size());
    }

    private Path resultOf(String file) {
        return data().resolve("results").resolve(file + ".result.csv");
    }

    /** The {@code data.dir}. */
    public Path data() {
        return folder.resolve("data");
    }

    /** What it has logged since the first start. */
    public String logged() throws IOException {
        return Files.exists(log()) ? Files.readString(log(), StandardCharsets.UTF_8) : "";
    }

    int managementPort() {
        return managementPort;
    }

    /** Below the range of which the system takes ports for outgoing connections: it stays free until it is used. */
    private static int freePort() {
        return ThreadLocalRandom.current()
                .ints(15_000, 32_000)
                .filter(PackagedApplication::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try {
            new ServerSocket(port).close();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Whether the process is there, frozen or not. */
    public boolean isRunning() {
        return process.isAlive();
    }

    int exitCode() {
        return process.exitValue();
    }

    /** The most bytes that a file of the process may have from now on: beyond, nothing can be written. */
    void fileSize(String bytes) throws IOException {
        new ProcessBuilder("prlimit", "--pid", Long.toString(process.pid()), "--fsize=" + bytes + ":")
                .inheritIO()
                .start()
                .onExit()
                .join();
    }

    /** As {@code kill} does, and waits until it is over. */
    void terminate() {
        process.destroy();
        process.onExit().join();
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Sends the process a signal, as {@code kill} does: TERM, STOP, CONT. Waits for nothing. */
    public void signal(String signal) throws IOException {
        new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid()))
                .start()
                .onExit()
                .join();
    }

    @Override
    public void close() {
        kill();
    }

    private Path log() {
        return folder.resolve(name + ".txt");
    }
}
