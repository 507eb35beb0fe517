package dev.zoomstatus.packaged;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.zoomstatus.demo.BodyFormat;
import dev.zoomstatus.demo.Credentials;
import dev.zoomstatus.demo.PretendZoom;
import dev.zoomstatus.demo.Reply;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What Zoom answers becomes outcomes, and where the set-up is at fault a pause that names what to mend. */
class AnswersIT extends PackagedTest {

    @Test
    void anAnswerThatMayBeAboutNobodyEndsNothingAfterSilenceFromAllSides() throws IOException {
        zoom.everyCall(Reply.empty(503));
        application.start().drop("many.csv", users(25));
        awaitLogged("ALERT PAUSED: calls to Zoom are paused, no change is lost: Zoom unreachable");
        application.terminate();
        zoom.everyCall(Reply.empty(404)); // of a gateway, as it may be; to a process that saw no silence before
        int before = zoom.calls().size();
        application.start();
        await(() -> zoom.calls().size() >= before + 2);

        zoom.everyCall(null);

        assertThat(awaitResult("many.csv")).hasSize(25).allMatch(row -> row.contains(",UPDATED,204,"));
    }

    @Test
    void aPauseForTheSetUpIsEndedByAnAnswerAboutAUser() throws IOException {
        zoom.everyToken(Reply.tokenError(401, "invalid_client", "no such app"));
        zoom.everyCall(Reply.empty(404));
        application.start().drop("one.csv", "user,action\na@x.org,deactivate\n");
        awaitLogged("ALERT PAUSED");
        zoom.everyToken(null);

        assertThat(awaitResult("one.csv")).singleElement().asString().contains(",NOT_FOUND,404,");
        awaitLogged("ALERT RESUMED");
    }

    @Test
    void aWrongAddressSpoilsNoChangeHoweverOftenItIsTried() throws IOException {
        zoom.everyCall(Reply.html(404));
        application.start().drop("two.csv", "user,action\na@x.org,deactivate\na@x.org,activate\n");
        awaitLogged("ALERT PAUSED");
        await(() -> zoom.calls().size() >= 4);

        zoom.everyCall(null);

        assertThat(awaitResult("two.csv")).hasSize(2).allMatch(row -> row.contains(",UPDATED,204,"));
    }

    @Test
    void everyAnswerBecomesItsOutcome() throws IOException {
        zoom.answer("ok@x.org", Reply.noContent());
        zoom.answer("fine@x.org", Reply.ok200());
        zoom.answer("room@x.org", Reply.error(400, 200, "Zoom Room"));
        zoom.answer("ghost@x.org", Reply.error(404, 1001, "User does not exist: ghost@x.org."));
        zoom.answer("gone@x.org", Reply.empty(404));
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
                gone@x.org,deactivate
                busy@x.org,deactivate
                reset@x.org,deactivate
                lost@x.org,deactivate
                teapot@x.org,deactivate
                a+b/c=&d@x.org,deactivate
                zoë@x.org,deactivate
                nobody@x.org,delete
                """);

        assertThat(awaitResult("all.csv"))
                .containsExactly(
                        "2,ok@x.org,deactivate,UPDATED,204,,,1",
                        "3,fine@x.org,activate,UPDATED,200,,,1",
                        "4,room@x.org,deactivate,REJECTED,400,200,Zoom Room,1",
                        "5,ghost@x.org,deactivate,NOT_FOUND,404,1001,User does not exist: ghost@x.org.,1",
                        "6,gone@x.org,deactivate,NOT_FOUND,404,,Zoom answered 404 with an empty body,1",
                        "7,busy@x.org,deactivate,UPDATED,204,,,3",
                        "8,reset@x.org,deactivate,UPDATED,204,,,2",
                        "9,lost@x.org,deactivate,UPDATED,204,,,2",
                        "10,teapot@x.org,deactivate,FAILED,418,,\"Zoom answered 418, not in JSON: short and stout\",1",
                        "11,a+b/c=&d@x.org,deactivate,UPDATED,204,,,1",
                        "12,zoë@x.org,deactivate,UPDATED,204,,,1",
                        "13,nobody@x.org,delete,INVALID,,,\"action \"\"delete\"\" is unknown: write activate or"
                                + " deactivate\",0");
        assertThat(zoom.violations()).isEmpty();
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                fault(
                        "a wrong secret",
                        "zoom.client-secret",
                        zoom -> zoom.credentials(new Credentials("demo-account-id", "demo-client-id", "another")),
                        zoom -> zoom.credentials(Credentials.DEMO)),
                fault(
                        "a missing scope",
                        "user:update:status:admin",
                        zoom -> zoom.everyCall(Reply.error(
                                400,
                                4711,
                                "Invalid access token, does not contain scopes:[user:update:status:admin].")),
                        PretendZoom::answerAsUsual),
                fault(
                        "an account that Zoom refuses",
                        "zoom.account-id",
                        zoom -> zoom.everyCall(Reply.error(403, 3161, "REST access denied.")),
                        PretendZoom::answerAsUsual),
                fault(
                        "a Zoom that wants JSON",
                        "zoom.body-format",
                        zoom -> zoom.bodyFormat(BodyFormat.JSON),
                        zoom -> zoom.bodyFormat(BodyFormat.MULTIPART)),
                fault(
                        "a wrong address",
                        "zoom.api-url",
                        zoom -> zoom.everyCall(Reply.html(404)),
                        PretendZoom::answerAsUsual));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @MethodSource("faults")
    void aFaultOfTheSetUpPausesAllCallsAndNamesWhatToMend(
            String fault, String named, Consumer<PretendZoom> begin, Consumer<PretendZoom> mend) throws IOException {
        begin.accept(zoom);
        application.start().drop("some.csv", "user,action\na@x.org,deactivate\nb@x.org,deactivate\nc@x.org,activate\n");
        awaitLogged("ALERT PAUSED");
        assertThat(application.logged()).containsPattern("ALERT PAUSED: .*" + named);
        given().port(application.managementPort())
                .get("/observe/health/ready")
                .then()
                .statusCode(503)
                .body(containsString(named));
        given().port(application.managementPort())
                .get("/observe/health/live")
                .then()
                .statusCode(200);

        mend.accept(zoom);

        assertThat(awaitResult("some.csv"))
                .hasSize(3)
                .allMatch(row -> row.contains(",UPDATED,204,"))
                .first()
                .asString()
                .startsWith("2,a@x.org,deactivate,UPDATED");
        awaitLogged("ALERT RESUMED");
    }

    private static Arguments fault(String name, String named, Consumer<PretendZoom> begin, Consumer<PretendZoom> mend) {
        return Arguments.of(name, named, begin, mend);
    }

    private static String users(int count) {
        StringBuilder file = new StringBuilder("user,action\n");
        IntStream.range(0, count).forEach(user -> file.append("u" + user + "@x.org,deactivate\n"));
        return file.toString();
    }
}
