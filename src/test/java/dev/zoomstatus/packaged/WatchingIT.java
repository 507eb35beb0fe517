package dev.zoomstatus.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;

import dev.zoomstatus.demo.Credentials;
import dev.zoomstatus.demo.Reply;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Health, metrics and log, and that no secret is in any of them. */
class WatchingIT extends PackagedTest {

    @Test
    void tokensAndSecretsAppearNowhereEvenIfZoomRepeatsThem() throws IOException {
        zoom.answerAll(call -> Reply.error(400, 300, "No: " + String.join(" ", zoom.tokensMade())));
        application.with("QUARKUS_LOG_LEVEL", "DEBUG").start().drop("one.csv", "user,action\na@x.org,deactivate\n");
        awaitResult("one.csv");

        String everything = application.logged() + observed("metrics") + observed("health");
        try (Stream<Path> files = Files.walk(application.data())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                everything += new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
            }
        }

        assertThat(everything).contains("No: ***");
        // Not assertThat(everything).doesNotContain(...): what failed would be printed, secrets and all.
        assertThat(zoom.tokensMade()).isNotEmpty().noneMatch(everything::contains);
        assertThat(everything.contains(Credentials.DEMO.clientSecret())).isFalse();
    }

    @Test
    void metricsTellOfChangesCallsLedgerAndTokens() throws IOException {
        application.start().drop("one.csv", "user,action\na@x.org,deactivate\nme,activate\n");
        awaitResult("one.csv");

        assertThat(observed("metrics"))
                .contains("zoom_changes_total{outcome=\"UPDATED\",trigger=\"file\"} 1.0")
                .contains("zoom_changes_total{outcome=\"INVALID\",trigger=\"file\"} 1.0")
                .contains("zoom_calls_seconds_bucket{code=\"none\",http=\"204\"")
                .contains("zoom_ledger_changes{state=\"pending\"} 0.0")
                .contains("zoom_ledger_changes{state=\"done\"} 2.0")
                .contains("zoom_ledger_oldest_due_seconds 0.0")
                .contains("zoom_account_paused 0.0")
                .contains("zoom_token_fetches_total{result=\"fetched\"} 1.0");
    }

    @Test
    void healthIsUpWhileAllIsWell() throws IOException {
        application.start();
        awaitStarted();

        given().port(application.managementPort())
                .get("/observe/health")
                .then()
                .statusCode(200)
                .body("status", equalTo("UP"))
                .body("checks.status", everyItem(equalTo("UP")));
    }

    private String observed(String what) {
        return given().port(application.managementPort())
                .get("/observe/" + what)
                .then()
                .extract()
                .asString();
    }
}
