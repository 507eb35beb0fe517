package dev.zoomstatus.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zoomstatus.demo.BodyFormat;
import dev.zoomstatus.demo.Credentials;
import dev.zoomstatus.demo.PretendZoom;
import dev.zoomstatus.demo.Reply;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged application does its work from an empty folder, and survives what happens to processes. */
class PackagedApplicationIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private PretendZoom zoom;
    private PackagedApplication application;

    @BeforeEach
    void begin(@TempDir Path folder) throws IOException {
        zoom = PretendZoom.start();
        zoom.userAgent("zoom-user-status/");
        application = new PackagedApplication(folder)
                .withSecrets()
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

    @Test
    void everyAnswerBecomesItsOutcome() throws IOException {
        zoom.answer("ok@x.org", Reply.noContent());
        zoom.answer("fine@x.org", Reply.ok200());
        zoom.answer("room@x.org", Reply.error(400, 200, "Zoom Room"));
        zoom.answer("ghost@x.org", Reply.error(404, 1001, "User does not exist: ghost@x.org."));
        zoom.answer("busy@x.org", Reply.empty(503), Reply.html(502), Reply.noContent());
        zoom.answer("reset@x.org", Reply.reset(), Reply.noContent());
        zoom.answer("lost@x.org", Reply.lost(), Reply.noContent());
        zoom.answer("teapot@x.org", Reply.plain(418, "short and stout"));
        application
                .start()
                .drop(
                        "all.csv",
                        """
                user,action
                ok@x.org,deactivate
                fine@x.org,activate
                room@x.org,deactivate
                ghost@x.org,deactivate
                busy@x.org,deactivate
                reset@x.org,deactivate
                lost@x.org,deactivate
                teapot@x.org,deactivate
                a+b/c=&d@x.org,deactivate
                zoë@x.org,deactivate
                me,deactivate
                """);

        assertThat(awaitResult("all.csv", 11))
                .containsExactly(
                        "2,ok@x.org,deactivate,UPDATED,204,,,1",
                        "3,fine@x.org,activate,UPDATED,200,,,1",
                        "4,room@x.org,deactivate,REJECTED,400,200,Zoom Room,1",
                        "5,ghost@x.org,deactivate,NOT_FOUND,404,1001,User does not exist: ghost@x.org.,1",
                        "6,busy@x.org,deactivate,UPDATED,204,,,3",
                        "7,reset@x.org,deactivate,UPDATED,204,,,2",
                        "8,lost@x.org,deactivate,UPDATED,204,,,2",
                        "9,teapot@x.org,deactivate,FAILED,418,,\"Zoom answered 418, not in JSON: short and stout\",1",
                        "10,a+b/c=&d@x.org,deactivate,UPDATED,204,,,1",
                        "11,zoë@x.org,deactivate,UPDATED,204,,,1",
                        "12,me,deactivate,INVALID,,,\"" + messageOf("all.csv", "me") + "\",0");
        assertThat(zoom.violations()).isEmpty();
    }

    @Test
    void aKillInTheMiddleOfAFileLosesNothingAndKeepsEachUsersOrder() throws Exception {
        int users = 500;
        StringBuilder file = new StringBuilder("user,action\n");
        IntStream.range(0, users).forEach(user -> file.append("u" + user + "@x.org,deactivate\n"));
        IntStream.range(0, users).forEach(user -> file.append("u" + user + "@x.org,activate\n"));
        zoom.answerAll(call -> Reply.delayed(Duration.ofMillis(5), Reply.noContent()));
        application.start().drop("many.csv", file.toString());
        for (int kill = 1; kill <= 3; kill++) {
            int calls = kill * 200;
            await().atMost(SOON).until(() -> zoom.calls().size() >= calls);
            application.kill();
            application.start();
        }

        assertThat(awaitResult("many.csv", 2 * users)).allMatch(row -> row.contains(",UPDATED,204,"));
        for (int user = 0; user < users; user++) {
            List<String> actions = zoom.callsOf("u" + user + "@x.org").stream()
                    .map(call -> call.action())
                    .toList();
            assertThat(actions).isSortedAccordingTo((a, b) -> b.compareTo(a)).contains("activate", "deactivate");
        }
        assertThat(zoom.calls().size()).isLessThanOrEqualTo(2 * users + 3 * 16);
    }

    @Test
    void aChangeWaitsForItsTimeAndHoldsUpNoOther() throws IOException {
        Instant at = Instant.now().plusSeconds(8);
        application
                .start()
                .drop(
                        "later.csv",
                        "user,action,effective_at\nlater@x.org,deactivate," + at + "\nnow@x.org,deactivate,\n");

        awaitResult("later.csv", 2);

        assertThat(zoom.callsOf("now@x.org").get(0).at()).isBefore(at);
        assertThat(zoom.callsOf("later@x.org").get(0).at()).isBetween(at, at.plusSeconds(5));
    }

    @Test
    void aWrongSecretPausesAndNamesTheKeyAndGoesOnWhenMended() throws IOException {
        zoom.credentials(new Credentials("demo-account-id", "demo-client-id", "another"));
        application.start().drop("one.csv", "user,action\na@x.org,deactivate\n");
        await().atMost(SOON).until(() -> application.logged().contains("ALERT PAUSED"));
        assertThat(application.logged()).contains("zoom.client-secret");
        given().port(application.managementPort())
                .get("/observe/health/ready")
                .then()
                .statusCode(503);

        zoom.credentials(Credentials.DEMO);

        assertThat(awaitResult("one.csv", 1)).containsExactly("2,a@x.org,deactivate,UPDATED,204,,,1");
    }

    @Test
    void aZoomThatWantsJsonPausesAndNamesTheKey() throws IOException {
        zoom.bodyFormat(BodyFormat.JSON);
        application.start().drop("one.csv", "user,action\na@x.org,deactivate\n");

        await().atMost(SOON).until(() -> application.logged().contains("ALERT PAUSED"));

        assertThat(application.logged()).contains("zoom.body-format");
    }

    @Test
    void withoutTheSecretsItStopsAndNamesTheKeys(@TempDir Path folder) throws Exception {
        try (PackagedApplication bare = new PackagedApplication(folder).start()) {
            await().atMost(SOON).until(() -> !bare.isRunning());

            assertThat(bare.exitCode()).isNotZero();
            assertThat(bare.logged()).contains("zoom.account-id", "zoom.client-id", "zoom.client-secret");
        }
    }

    @Test
    void tokensAndSecretsAppearNowhere() throws IOException {
        application.start().drop("one.csv", "user,action\na@x.org,deactivate\n");
        awaitResult("one.csv", 1);
        String everything = application.logged();
        try (Stream<Path> files = Files.walk(application.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                everything += new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1);
            }
        }

        assertThat(everything).doesNotContain(zoom.tokensMade()).doesNotContain(Credentials.DEMO.clientSecret());
    }

    @Test
    void healthAndMetricsAreThereAndNothingElseOfThePretendZoomIsPackaged() throws IOException {
        application.start().drop("one.csv", "user,action\na@x.org,deactivate\n");
        awaitResult("one.csv", 1);

        String metrics = given().port(application.managementPort())
                .get("/observe/metrics")
                .then()
                .statusCode(200)
                .extract()
                .asString();

        assertThat(metrics)
                .contains("zoom_changes_total{outcome=\"UPDATED\",trigger=\"file\"} 1.0")
                .contains("zoom_calls_seconds_bucket{code=\"none\",http=\"204\"")
                .contains("zoom_ledger_changes{state=\"pending\"} 0.0")
                .contains("zoom_token_fetches_total{result=\"fetched\"} 1.0");
    }

    /** Waits for the result, and returns its rows without request id and time. */
    private List<String> awaitResult(String name, int rows) {
        await().atMost(SOON.multipliedBy(2))
                .until(() -> application.result(name).size() >= rows);
        try {
            return application.result(name).stream()
                    .map(row -> row.substring(0, row.lastIndexOf(',', row.lastIndexOf(',') - 1)))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String messageOf(String name, String user) throws IOException {
        String csv = String.join("\r\n", application.result(name));
        try (CSVParser parser = CSVParser.parse(csv, CSVFormat.RFC4180)) {
            for (CSVRecord row : parser) {
                if (row.get(1).equals(user)) {
                    assertThat(row.get(6)).contains("owner");
                    return row.get(6).replace("\"", "\"\"");
                }
            }
        }
        throw new AssertionError("no row for " + user);
    }
}
