package dev.zoomstatus.packaged;

import static io.restassured.RestAssured.given;

import dev.zoomstatus.demo.PretendZoom;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A packaged application that calls a strict pretend Zoom, without a limit and impatient. */
abstract class PackagedTest {

    static final Duration SOON = Duration.ofSeconds(90);

    Path folder;
    PretendZoom zoom;
    PackagedApplication application;

    @BeforeEach
    void begin(@TempDir Path folder) throws IOException {
        this.folder = folder;
        zoom = PretendZoom.start();
        zoom.userAgent("zoom-user-status/");
        application = impatient(new PackagedApplication(folder));
    }

    /** Has it call the pretend Zoom without a limit, and wait for as little as possible. */
    PackagedApplication impatient(PackagedApplication instance) {
        return instance.withSecrets()
                .calling(zoom)
                .with("ZOOM_RATE_LIMIT", "0")
                .with("ZOOM_PROBE_INTERVAL", "1s")
                .with("RETRY_INITIAL_DELAY", "100ms")
                .with("FILE_SETTLE", "100ms");
    }

    @AfterEach
    void end() throws IOException {
        application.close();
        zoom.close();
    }

    /** Waits for the result, and returns its rows without request id and time, which differ from run to run. */
    List<String> awaitResult(String name) throws IOException {
        await(() -> application.hasResult(name));
        return application.result(name).stream()
                .map(row -> row.substring(0, row.lastIndexOf(',', row.lastIndexOf(',') - 1)))
                .toList();
    }

    /** Waits for a line of the log that contains the text. */
    void awaitLogged(String text) throws IOException {
        await(() -> application.logged().contains(text));
    }

    /** What the readiness says. */
    String ready() {
        return given().port(application.managementPort())
                .get("/observe/health/ready")
                .asString();
    }

    /** Waits until all is up, the management port last. */
    void awaitStarted() throws IOException {
        awaitLogged("Management interface listening");
    }

    /** Waits for the condition; if it never comes true, the log tells why. */
    void await(Callable<Boolean> condition) throws IOException {
        try {
            Awaitility.await().atMost(SOON).until(condition);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError("waited in vain; the application's log:\n" + application.logged(), e);
        }
    }
}
