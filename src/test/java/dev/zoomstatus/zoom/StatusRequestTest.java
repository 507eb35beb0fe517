package dev.zoomstatus.zoom;

import static org.assertj.core.api.Assertions.assertThat;

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
}
