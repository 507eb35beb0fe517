package dev.zoomstatus.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.hamcrest.Matchers.containsString;

import dev.zoomstatus.demo.Reply;
import dev.zoomstatus.demo.TokenFetch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Faults around the application: it says what is wrong, and goes on by itself when that is over. */
class FaultsIT extends PackagedTest {

    @Test
    void tokensThatAnotherApplicationRevokesInTheMiddleMakeNoStormOfFetches() throws IOException {
        zoom.answerAll(call -> Reply.delayed(Duration.ofMillis(20), Reply.noContent()));
        application.start().drop("many.csv", deactivations(2000));
        for (int revoked = 1; revoked <= 4; revoked++) {
            int calls = revoked * 300;
            await(() -> zoom.calls().size() >= calls);
            zoom.revokeTokens();
        }

        assertThat(awaitResult("many.csv")).hasSize(2000).allMatch(row -> row.contains(",UPDATED,204,"));
        List<Long> fetches = zoom.tokenFetches().stream()
                .map(fetch -> fetch.at().toEpochMilli())
                .sorted()
                .toList();
        assertThat(fetches).hasSizeBetween(2, 5);
        for (int i = 1; i < fetches.size(); i++) {
            // The floor of a second is kept by the one who asks; on their way two requests may come closer.
            assertThat(fetches.get(i) - fetches.get(i - 1)).isGreaterThan(700);
        }
        assertThat(application.logged()).doesNotContain("ALERT PAUSED");
    }

    @Test
    void aTokenAddressThatAnswersNonsenseIsAnOutageThatPausesAndPasses() throws IOException {
        zoom.everyToken(Reply.html(200));
        application.start().drop("some.csv", deactivations(3));
        awaitLogged("ALERT PAUSED");
        notReadyFor("zoom.token-url");

        zoom.everyToken(null);

        assertThat(awaitResult("some.csv")).hasSize(3).allMatch(row -> row.contains(",UPDATED,204,"));
        awaitLogged("ALERT RESUMED");
    }

    @Test
    void aTokenAddressThatIsSlowIsWaitedForWithOneFetch() throws IOException {
        zoom.everyToken(Reply.delayed(Duration.ofSeconds(2), Reply.success()));
        application.start().drop("some.csv", deactivations(100));

        assertThat(awaitResult("some.csv")).hasSize(100).allMatch(row -> row.contains(",UPDATED,204,,,1"));
        assertThat(zoom.tokenFetches()).hasSize(1);
        assertThat(application.logged()).doesNotContain("ERROR").doesNotContain("ALERT");
    }

    @Test
    void oneUserWhomZoomStillFailsKeepsNoOtherFromGoingOnAfterAnOutage() throws IOException {
        zoom.everyCall(Reply.error(503, 0, "down"));
        application.with("RETRY_MAX_DELAY", "200ms").start().drop("some.csv", deactivations(25));
        awaitLogged("ALERT PAUSED: calls to Zoom are paused, no change is lost: Zoom unreachable");

        zoom.answer(
                "u0@x.org",
                Stream.generate(() -> Reply.error(500, 0, "bad luck"))
                        .limit(1000)
                        .toArray(Reply[]::new));
        zoom.everyCall(null);

        await(() -> IntStream.range(1, 25)
                .allMatch(i -> zoom.statusOf("u" + i + "@x.org").isPresent()));
        awaitLogged("ALERT RESUMED");
    }

    @Test
    void oneUserForWhomTheSetUpIsRefusedKeepsNoOtherFromGoingOn() throws IOException {
        zoom.answer(
                "u0@x.org",
                Stream.generate(() -> Reply.error(403, 200, "No permission."))
                        .limit(1000)
                        .toArray(Reply[]::new));
        application
                .with("ZOOM_PROBE_INTERVAL", "200ms")
                .with("RETRY_GIVE_UP_AFTER", "1s")
                .start()
                .drop("one.csv", deactivations(1));
        awaitLogged("ALERT PAUSED");

        application.drop("others.csv", "user,action\nu1@x.org,deactivate\nu2@x.org,deactivate\n");

        assertThat(awaitResult("others.csv")).hasSize(2).allMatch(row -> row.contains(",UPDATED,204,"));
        awaitLogged("ALERT RESUMED");
        assertThat(awaitResult("one.csv")).first().asString().contains(",FAILED,403,200,No permission.");
    }

    @Test
    void whatNobodyKnowsSpoilsNoChangeWhileCallsArePaused() throws IOException {
        zoom.everyCall(Reply.error(503, 0, "down"));
        application.with("ZOOM_PROBE_INTERVAL", "200ms").start().drop("some.csv", deactivations(25));
        awaitLogged("ALERT PAUSED: calls to Zoom are paused, no change is lost: Zoom unreachable");

        int before = zoom.calls().size();
        zoom.everyCall(Reply.html(405));
        await(() -> zoom.calls().size() > before + 3);
        zoom.everyCall(null);

        assertThat(awaitResult("some.csv")).hasSize(25).allMatch(row -> row.contains(",UPDATED,204,"));
    }

    @Test
    void aWaitOfHoursAfterTooManyCallsIsAPauseThatPeopleHearOf() throws IOException {
        zoom.everyCall(Reply.tooFast("7200"));
        application.start().drop("some.csv", deactivations(3));

        awaitLogged(
                "ALERT PAUSED: calls to Zoom are paused, no change is lost: You have reached the maximum per-second");
        notReadyFor("calls go on at");
    }

    @Test
    void aTokenAddressThatHangsIsAskedOneFetchAtATimeAndIsAnOutageThatPasses() throws IOException {
        zoom.everyToken(Reply.hang());
        application
                .with("ZOOM_CONNECT_TIMEOUT", "500ms")
                .with("ZOOM_RESPONSE_TIMEOUT", "1s")
                .start()
                .drop("some.csv", deactivations(100));
        awaitLogged("ALERT PAUSED: calls to Zoom are paused, no change is lost: Zoom unreachable: zoom.token-url");
        notReadyFor("zoom.token-url: no token, no answer in time");

        zoom.everyToken(null);

        assertThat(awaitResult("some.csv")).hasSize(100).allMatch(row -> row.contains(",UPDATED,204,,,1"));
        awaitLogged("ALERT RESUMED");
        List<TokenFetch> fetches = zoom.tokenFetches();
        assertThat(fetches).hasSizeGreaterThan(3);
        for (int i = 1; i < fetches.size(); i++) {
            assertThat(fetches.get(i).startNanos())
                    .isGreaterThan(fetches.get(i - 1).endNanos());
        }
    }

    @Test
    void aLedgerThatAnotherProcessLocksIsWaitedFor() throws Exception {
        application.start();
        awaitStarted();
        try (Connection other = DriverManager.getConnection(
                        "jdbc:sqlite:" + application.data().resolve("ledger.db"));
                Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            application.drop("some.csv", deactivations(3));
            awaitLogged("Trouble with the ledger");
            assertThat(zoom.calls()).isEmpty();
            statement.execute("ROLLBACK");
        }

        assertThat(awaitResult("some.csv")).hasSize(3).allMatch(row -> row.contains(",UPDATED,204,"));
        assertThat(application.logged()).contains("database is locked").doesNotContain("\tat ");
    }

    @Test
    void aLedgerWhoseDiskTakesNoMoreIsToldAndGoesOnWhenThereIsRoomAgain() throws IOException {
        application.start();
        awaitStarted();
        application.fileSize("20000");
        application.drop("many.csv", deactivations(5000));
        awaitLogged("Trouble with the ledger");
        notReadyFor("SQLITE_");

        application.fileSize("unlimited");

        assertThat(awaitResult("many.csv")).hasSize(5000).allMatch(row -> row.contains(",UPDATED,204,,,1"));
        assertThat(application.logged()).contains("Trouble with the ledger").doesNotContain("\tat ");
    }

    @Test
    void aFileThatBelongsToAnotherUserGoesThroughToo() throws IOException {
        Path dropped = application.data().resolve("inbox").resolve(".some.csv");
        Files.createDirectories(dropped.getParent());
        Files.writeString(dropped, deactivations(3));
        assumeThat(System.getProperty("user.name"))
                .as("only root can give a file away")
                .isEqualTo("root");
        Files.setAttribute(dropped, "unix:uid", 65_534);
        application.through("setpriv", "--bounding-set", "-fowner"); // or it may do what the owner may
        application.start();
        Files.move(dropped, dropped.resolveSibling("some.csv"));

        assertThat(awaitResult("some.csv")).hasSize(3);
        assertThat(application.data().resolve("archive").resolve("some.csv")).exists();
    }

    @Test
    void foldersThatCanOnlyBeReadForAWhileAreToldAndNothingIsLost() throws IOException {
        if (System.getProperty("user.name").equals("root")) { // whom permissions bind no other way
            application.through("setpriv", "--bounding-set", "-dac_override");
        }
        application.start();
        awaitStarted();
        List<Path> folders = Stream.of("inbox", "work", "results", "archive", "audit")
                .map(application.data()::resolve)
                .toList();
        application.drop("some.csv", deactivations(3));
        permit(folders, "r-x------");
        notReadyFor("data.dir: bring back, as a folder that this process can write: ");
        awaitLogged("data.dir: bring back");

        permit(folders, "rwx------");

        assertThat(awaitResult("some.csv")).hasSize(3).allMatch(row -> row.contains(",UPDATED,204,,,1"));
        assertThat(application.logged()).doesNotContain("\tat ");
    }

    private static void permit(List<Path> folders, String permissions) throws IOException {
        for (Path folder : folders) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        }
    }

    @Test
    void anInboxThatIsGoneIsToldAndReadAgainWhenItIsBack() throws IOException {
        application.start();
        awaitStarted();
        Path inbox = application.data().resolve("inbox");
        Path elsewhere = application.data().resolveSibling("elsewhere");
        Files.move(inbox, elsewhere);
        notReadyFor("inbox");
        awaitLogged("data.dir: bring back");

        Files.move(elsewhere, inbox);
        application.drop("some.csv", deactivations(3));

        assertThat(awaitResult("some.csv")).hasSize(3);
    }

    @Test
    void manyBadRowsAndALineOfTwoMegabytesAreInvalidAndTheOthersGoOn() throws IOException {
        String bad = "me,activate\n".repeat(50_000);
        application
                .start()
                .drop("bad.csv", "user,action\n" + bad + "x".repeat(2_000_000) + ",activate\nlast@x.org,activate\n");

        List<String> rows = awaitResult("bad.csv");

        assertThat(rows).hasSize(50_002);
        assertThat(rows.subList(0, 50_001)).allMatch(row -> row.contains(",INVALID,"));
        assertThat(rows.get(50_001)).isEqualTo("50003,last@x.org,activate,UPDATED,204,,,1");
    }

    @Test
    void threeHundredThousandBadRowsGoThroughInLittleMemory() throws IOException {
        application.heap("256m").start().drop("bad.csv", "user,action\n" + "me,activate\n".repeat(300_000));
        await(() -> !Files.exists(application.data().resolve("inbox/bad.csv")));
        application.drop("good.csv", deactivations(3));

        List<String> rows = awaitResult("bad.csv");

        assertThat(rows).hasSize(300_000);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i)).startsWith((i + 2) + ",me,activate,INVALID,,,");
        }
        assertThat(awaitResult("good.csv")).hasSize(3).allMatch(row -> row.contains(",UPDATED,204,,,1"));
        assertThat(zoom.calls()).hasSize(3);
    }

    private void notReadyFor(String reason) throws IOException {
        await(() -> ready().contains(reason));
        given().port(application.managementPort())
                .get("/observe/health/ready")
                .then()
                .statusCode(503)
                .body(containsString(reason));
    }

    private static String deactivations(int users) {
        return IntStream.range(0, users)
                .mapToObj(user -> "u" + user + "@x.org,deactivate\n")
                .collect(Collectors.joining("", "user,action\n", ""));
    }
}
