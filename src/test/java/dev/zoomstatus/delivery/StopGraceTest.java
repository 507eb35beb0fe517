package dev.zoomstatus.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who stops the application waits for longer than it waits for its calls, and then for its alerts. */
class StopGraceTest {

    private static final int ALERTS = 5;

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "src/main/systemd/zoom-user-status.service, TimeoutStopSec=(\\d+)s",
        "src/main/docker/compose.yaml, stop_grace_period: (\\d+)s",
        "src/main/docker/Dockerfile.jvm, --stop-timeout (\\d+)",
        "src/main/docker/Dockerfile.native-micro, --stop-timeout (\\d+)",
        "src/main/kubernetes/base/deployment.yaml, terminationGracePeriodSeconds: (\\d+)"
    })
    void isLongerThanItsOwn(Path file, String wait) throws IOException {
        int ours = seconds(Path.of("application.properties"), "(?m)^shutdown\\.grace=(\\d+)s$");

        assertThat(seconds(file, wait)).isGreaterThan(ours + ALERTS);
    }

    private static int seconds(Path file, String regex) throws IOException {
        Matcher found = Pattern.compile(regex).matcher(Files.readString(file));
        assertThat(found.find()).as(regex).isTrue();
        return Integer.parseInt(found.group(1));
    }
}
