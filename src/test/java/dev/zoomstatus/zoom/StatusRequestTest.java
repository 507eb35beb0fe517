package dev.zoomstatus.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a user is written into the path: percent-encoded once, as one segment. */
class StatusRequestTest {

    @ParameterizedTest
    @CsvSource({
        "anna@example.com, /users/anna%40example.com/status",
        "a+b/c=&d@x.org, /users/a%2Bb%2Fc%3D%26d%40x.org/status",
        "zoë@example.com, /users/zo%C3%AB%40example.com/status",
        "a%2Fb, /users/a%252Fb/status",
        "a*b~c_d-e.f, /users/a%2Ab~c_d-e.f/status"
    })
    void encodesTheUser(String user, String path) {
        assertThat(StatusRequest.path(user)).isEqualTo(path);
    }

    @Property
    void anyTextIsWrittenInUnreservedCharactersAndEscapesAlone(@ForAll String user) {
        assertThat(StatusRequest.path(user)).matches("/users/([A-Za-z0-9._~-]|%[0-9A-F]{2})*/status");
    }

    @Property(tries = 500)
    void anyUserIsOneSegmentThatIsDecodedToTheSameUser(@ForAll("users") String user) {
        URI uri = URI.create("https://api.zoom.us/v2" + StatusRequest.path(user));

        assertThat(uri.getRawPath().split("/", -1)).hasSize(5);
        assertThat(uri.getPath()).isEqualTo("/v2/users/" + user + "/status");
        assertThat(uri.normalize()).isEqualTo(uri);
    }

    @Provide
    Arbitrary<String> users() {
        return Arbitraries.of(
                        "a",
                        "%",
                        "2F",
                        "/",
                        "\\",
                        "+",
                        " ",
                        "*",
                        "~",
                        "?",
                        "#",
                        "&",
                        "=",
                        ";",
                        ":",
                        "@",
                        "..",
                        ".",
                        "-",
                        "_",
                        "ë",
                        "李",
                        "\uD83D\uDE00",
                        "\0",
                        "\"",
                        "<",
                        "|")
                .list()
                .ofMinSize(1)
                .ofMaxSize(30)
                .map(parts -> String.join("", parts))
                // The intake refuses these two.
                .filter(user -> !user.equals(".") && !user.equals(".."));
    }
}
