package dev.zoomstatus.bench;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Command lines for processes that run the same Java as this one. */
final class Java {

    static final boolean BY_START_ARGS = Boolean.getBoolean("bench.start-args");

    private Java() {}

    /** Runs a main class of this folder's, which needs nothing but the JDK. */
    static List<String> command(List<String> options, Class<?> main, String... arguments) {
        List<String> command = java(options);
        command.add("-cp");
        command.add(classes().toString());
        command.add(main.getName());
        command.addAll(List.of(arguments));
        return command;
    }

    /** Runs the packaged application: by its jar, or as the packages do, with {@code -Dbench.start-args=true}. */
    static List<String> application(List<String> options) {
        return BY_START_ARGS ? withStartArgs(options) : jar(target(), options);
    }

    /** Runs what was packaged into that folder. */
    static List<String> jar(Path target, List<String> options) {
        List<String> command = java(options);
        command.add("-jar");
        command.add(target.resolve("quarkus-app/quarkus-run.jar").toString());
        return command;
    }

    /** Has the packaged application prepare its quick start. */
    static void makeStartArgs() throws IOException, InterruptedException {
        ProcessBuilder script = new ProcessBuilder(
                        "sh", target().resolve("quarkus-app/make-start-args").toString())
                .inheritIO();
        script.environment().put("JAVA_HOME", System.getProperty("java.home"));
        if (script.start().waitFor() != 0) {
            throw new IllegalStateException("make-start-args failed");
        }
    }

    /** Runs the packaged application as prepared. */
    static List<String> withStartArgs(List<String> options) {
        List<String> command = java(options);
        command.add("@" + target().resolve("quarkus-app/start.args"));
        return command;
    }

    /** Runs the native binary. */
    static List<String> binary() {
        // It is started in other folders than this one.
        return List.of(
                Path.of(System.getProperty("bench.binary")).toAbsolutePath().toString());
    }

    /** The build's folder. */
    static Path target() {
        return Path.of(System.getProperty("bench.target", "target")).toAbsolutePath();
    }

    private static List<String> java(List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        return command;
    }

    private static Path classes() {
        try {
            return Path.of(Java.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
