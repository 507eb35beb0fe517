package dev.zoomstatus.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged application starts with no more than it needs, and says what keeps it from starting. */
class StartIT {

    @Test
    void theThreeSecretsAreAllItNeeds(@TempDir Path folder) throws IOException {
        try (PackagedApplication application =
                new PackagedApplication(folder).asBuilt().withSecrets().start()) {
            await().atMost(PackagedTest.SOON)
                    .until(() -> application.logged().contains("Management interface listening"));

            given().port(application.managementPort())
                    .get("/observe/health")
                    .then()
                    .statusCode(200);
            assertThat(application.data().resolve("inbox")).isDirectory();
        }
    }

    @ParameterizedTest(name = "{0}={1}: {2}")
    @CsvSource({
        "ZOOM_CLIENT_SECRET, '', zoom.client-secret",
        "ZOOM_PLAN, gold, zoom.plan",
        "ZOOM_RATE_SHARE, 3, zoom.rate-share",
        "SCHEDULE_ZONE, Mars, schedule.zone",
        "JMS_ENABLED, true, quarkus.qpid-jms.url",
        "JMS_INVALID_QUEUE, zoom.user-status, jms.invalid-queue",
        "DATA_DIR, /dev/null/data, data.dir",
        "LEDGER_URL, jdbc:sqlite:/dev/null/ledger.db, ledger.url",
        "ALERT_WEBHOOK_URL, hooks.example.org, alert.webhook-url",
        "ALERT_MAIL_TO, a@x.org, quarkus.mailer.host",
        "ALERT_QUEUE, alerts, jms.enabled",
        "CAMEL_MAIN_ROUTES_INCLUDE_PATTERN, classpath:routes/a*.camel.yaml, routes are missing: trigger-file"
    })
    void whatKeepsItFromStartingIsNamedInOneLine(String key, String value, String named, @TempDir Path folder)
            throws IOException {
        try (PackagedApplication application = new PackagedApplication(folder)
                .asBuilt()
                .withSecrets()
                .with(key, value)
                .start()) {
            await().atMost(PackagedTest.SOON).until(() -> !application.isRunning());

            assertThat(application.exitCode()).isNotZero();
            assertThat(application.logged()).contains(named).doesNotContain("\tat ");
        }
    }

    @Test
    void withoutTheSecretsItStopsAndNamesTheirKeys(@TempDir Path folder) throws IOException {
        try (PackagedApplication application =
                new PackagedApplication(folder).asBuilt().start()) {
            await().atMost(PackagedTest.SOON).until(() -> !application.isRunning());

            assertThat(application.exitCode()).isNotZero();
            assertThat(application.logged()).contains("zoom.account-id", "zoom.client-id", "zoom.client-secret");
        }
    }

    @Test
    void nothingOfThePretendZoomIsInIt() throws IOException {
        Path built = Installation.built().resolve("quarkus-app");
        try (Stream<Path> files = Files.walk(built)) {
            List<Path> jars =
                    files.filter(file -> file.toString().endsWith(".jar")).toList();
            assertThat(jars).isNotEmpty();
            for (Path jar : jars) {
                try (JarFile content = new JarFile(jar.toFile())) {
                    assertThat(content.stream().map(Object::toString))
                            .as(jar.toString())
                            .noneMatch(name -> name.startsWith("dev/zoomstatus/demo/"));
                }
            }
        }
    }
}
