package dev.zoomstatus.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the token address wants, and what tokens are good for. */
class PretendZoomTokenTest {

    private static final String FORM = "grant_type=account_credentials&account_id=demo-account-id";

    private PretendZoom zoom;

    @BeforeEach
    void start() throws IOException {
        zoom = PretendZoom.start();
    }

    @AfterEach
    void stop() throws IOException {
        zoom.close();
    }

    private RawClient.Answer fetch() throws IOException {
        return RawClient.once(zoom, RawCall.token(Credentials.DEMO, FORM));
    }

    private String token() throws IOException {
        return Json.strict(fetch().body()).path("access_token").asText();
    }

    private int call(String token) throws IOException {
        return RawClient.once(zoom, RawCall.proper("u1", token)).status();
    }

    @Test
    void handsOutATokenThatCallsAreTakenWith() throws IOException {
        JsonNode answer = Json.strict(fetch().body());

        assertThat(answer.path("token_type").asText()).isEqualTo("bearer");
        assertThat(answer.path("expires_in").asInt()).isEqualTo(3600);
        assertThat(answer.path("scope").asText()).isEqualTo("user:update:status:admin");
        assertThat(call(answer.path("access_token").asText())).isEqualTo(204);
        assertThat(zoom.tokenFetches())
                .singleElement()
                .extracting(TokenFetch::status)
                .isEqualTo(200);
        assertThat(zoom.violations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "demo-account-id, demo-client-id, wrong, account_credentials, invalid_client",
        "demo-account-id, wrong, demo-client-secret, account_credentials, invalid_client",
        "wrong, demo-client-id, demo-client-secret, account_credentials, invalid_request",
        "demo-account-id, demo-client-id, demo-client-secret, client_credentials, unsupported_grant_type"
    })
    void refusesOtherCredentials(String account, String id, String secret, String grant, String error)
            throws IOException {
        RawCall request =
                RawCall.token(new Credentials(account, id, secret), "grant_type=" + grant + "&account_id=" + account);

        RawClient.Answer answer = RawClient.once(zoom, request);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(Json.strict(answer.body()).path("error").asText()).isEqualTo(error);
        assertThat(zoom.violations()).isEmpty();
    }

    @Test
    void acceptsOtherCredentialsOnceToldTo() throws IOException {
        Credentials other = new Credentials("a+b/c==", "id", "new");
        zoom.credentials(other);

        assertThat(fetch().body()).contains("Invalid client_id or client_secret");
        String form = "account_id=a%2Bb%2Fc%3D%3D&grant_type=account_credentials";
        assertThat(RawClient.once(zoom, RawCall.token(other, form)).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /oauth/token?grant_type=account_credentials&account_id=demo-account-id, query string",
        "PUT, /oauth/token, the verb"
    })
    void refusesAnotherVerbAndValuesInTheQuery(String verb, String target, String why) throws IOException {
        RawCall request = RawCall.token(Credentials.DEMO, FORM).headLine(verb + " " + target + " HTTP/1.1");

        assertThat(RawClient.once(zoom, request).status()).isEqualTo(400);
        assertThat(zoom.violations()).singleElement().asString().contains(why);
    }

    @ParameterizedTest
    @CsvSource({
        "grant_type=account_credentials&account_id=demo-account-id&x=y, unknown form field",
        "grant_type=account_credentials&account_id=demo-account-id&account_id=x, twice",
        "grant_type=account_credentials&account_id=demo-account-id&, without a value",
        "grant_type=account_credentials&account_id=%zz, not encoded"
    })
    void refusesOddForms(String form, String why) throws IOException {
        assertThat(RawClient.once(zoom, RawCall.token(Credentials.DEMO, form)).status())
                .isEqualTo(400);
        assertThat(zoom.violations()).hasSize(1).first().asString().contains(why);
    }

    @Test
    void refusesABodyThatDoesNotCallItselfAForm() throws IOException {
        RawCall request = RawCall.token(Credentials.DEMO, FORM).instead("Content-Type", "text/plain");

        assertThat(RawClient.once(zoom, request).status()).isEqualTo(400);
        assertThat(zoom.violations()).singleElement().asString().contains("not a form");
    }

    @Test
    void refusesCallsWithATokenItNeverMade() throws IOException {
        RawClient.Answer answer = RawClient.once(zoom, RawCall.proper("u1", "made-up"));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).isEqualTo("{\"code\":124,\"message\":\"Invalid access token.\"}");
        assertThat(zoom.violations()).isEmpty();
    }

    @Test
    void tokensEndWithTheirTime() throws IOException {
        zoom.expiresIn(Duration.ZERO);

        RawClient.Answer answer = RawClient.once(zoom, RawCall.proper("u1", token()));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.body()).contains("124", "expired");
    }

    @Test
    void severalTokensAreValidAtOnceUnlessANewOneEndsTheOlder() throws IOException {
        String first = token();
        String second = token();
        assertThat(call(first)).isEqualTo(204);
        assertThat(call(second)).isEqualTo(204);

        zoom.newTokenRevokesOlder(true);
        String third = token();
        assertThat(call(first)).isEqualTo(401);
        assertThat(call(second)).isEqualTo(401);
        assertThat(call(third)).isEqualTo(204);
    }

    @Test
    void allTokensCanBeRevoked() throws IOException {
        String token = token();
        zoom.revokeTokens();

        assertThat(call(token)).isEqualTo(401);
        assertThat(call(token())).isEqualTo(204);
    }

    @Test
    void aTokenKeepsTheScopesItWasMadeWith() throws IOException {
        zoom.scope("user:read:user:admin");
        String poor = token();
        zoom.scope("user:read:user:admin user:write:admin");

        RawClient.Answer answer = RawClient.once(zoom, RawCall.proper("u1", poor));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body())
                .isEqualTo("{\"code\":4711,\"message\":\"Invalid access token,"
                        + " does not contain scopes:[user:update:status:admin].\"}");
        assertThat(call(token())).isEqualTo(204);
    }

    @Test
    void faultsCanBeAskedForInTurn() throws IOException {
        zoom.tokenAnswers(Reply.html(503), Reply.reset(), Reply.success());

        assertThat(fetch().status()).isEqualTo(503);
        assertThatThrownBy(this::fetch).isInstanceOf(IOException.class);
        assertThat(fetch().status()).isEqualTo(200);
        assertThat(zoom.tokenFetches()).extracting(TokenFetch::status).containsExactly(503, 0, 200);
        assertThat(zoom.tokensMade()).hasSize(1);
    }

    @Test
    void aLostTokenIsMadeButNeverArrives() {
        zoom.everyToken(Reply.lost());

        assertThatThrownBy(this::fetch).isInstanceOf(EOFException.class);
        assertThat(zoom.tokensMade()).hasSize(1);
    }
}
