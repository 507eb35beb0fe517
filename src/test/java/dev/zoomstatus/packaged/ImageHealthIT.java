package dev.zoomstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The images' health check against the application that it is to ask. */
class ImageHealthIT extends PackagedTest {

    private static final Path IS_ALIVE = Path.of("src/main/docker/is-alive").toAbsolutePath();

    @Test
    void itIsAliveWhileItRuns() throws IOException {
        application.start();
        awaitStarted();

        assertThat(isAlive()).isTrue();
    }

    @Test
    void itIsNotAliveOnceItHasStopped() throws IOException {
        application.start();
        awaitStarted();
        application.terminate();

        assertThat(isAlive()).isFalse();
    }

    private boolean isAlive() throws IOException {
        ProcessBuilder check = new ProcessBuilder(IS_ALIVE.toString()).redirectErrorStream(true);
        check.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        check.environment().put("QUARKUS_MANAGEMENT_PORT", Integer.toString(application.managementPort()));
        return check.start().onExit().join().exitValue() == 0;
    }
}
