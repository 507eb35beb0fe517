package dev.zoomstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The folder {@code quarkus-app} where it is to run, as docs/packages.md has it installed. */
record Installation(Path folder) {

    /** What the build has made, for reading only. */
    static Path built() {
        return Path.of(System.getProperty("packaged.dir", "target"));
    }

    /** The one that the tests start the application from: made once, for it takes four seconds. */
    static Installation usual() {
        return Usual.INSTALLATION;
    }

    private static final class Usual {

        static final Installation INSTALLATION = install();

        private static Installation install() {
            try {
                Installation installation = in(built().resolve("installed"));
                installation.makeStartArgs();
                return installation;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Copies what was built there, in place of what may lie there. */
    static Installation in(Path folder) throws IOException {
        String app = built().resolve("quarkus-app").toString();
        Process copy = new ProcessBuilder(
                        "sh", "-c", "rm -rf \"$2\" && cp -r \"$1\" \"$2\"", "sh", app, folder.toString())
                .start();
        assertThat(copy.onExit().join().exitValue()).isZero();
        return new Installation(folder);
    }

    /** What Java is told to start it quickly. */
    String startArgs() {
        return "@" + folder.resolve("start.args");
    }

    /** Has the script make the quick start, by the Java that runs the tests. */
    void makeStartArgs() throws IOException {
        Process script = script();
        String said = said(script);
        assertThat(script.onExit().join().exitValue()).as(said).isZero();
    }

    /** Starts the script. */
    Process script() throws IOException {
        List<String> command = List.of("sh", folder.resolve("make-start-args").toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return builder.start();
    }

    /** Waits for the end of all that it says. */
    static String said(Process script) throws IOException {
        return new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
