package dev.zoomstatus.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A Camel Quarkus application that is nothing but "timer to log", built from {@code src/bench/bare}. */
final class BareApplication {

    private final Path target = Java.target().resolve("bare");

    /** Builds it, as a jar or as a native binary, on the platform of the application itself. */
    BareApplication(boolean binary) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("bench.maven-home"), "bin", "mvn").toString(),
                "-B",
                "-ntp",
                "-q",
                "-f",
                "src/bench/bare/pom.xml",
                "-Dbare.target=" + target,
                "-Dquarkus.platform.version=" + System.getProperty("bench.platform"),
                "package"));
        if (binary) {
            command.add("-Dquarkus.native.enabled=true");
        }
        Process build = new ProcessBuilder(command).inheritIO().start();
        if (build.waitFor() != 0) {
            throw new IllegalStateException("src/bench/bare was not built");
        }
    }

    /** Starts the jar, as anybody would. */
    List<String> jar() {
        return Java.jar(target, List.of());
    }

    /** Starts the binary. */
    List<String> binary() {
        return List.of(target.resolve("bare-1-runner").toString());
    }
}
