package dev.zoomstatus.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.zoomstatus.demo.PretendZoom;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the proxy does to what passes through it, and that it knows what it did. */
class FaultyProxyTest {

    private PretendZoom zoom;
    private FaultyProxy proxy;

    @BeforeEach
    void start() throws IOException {
        zoom = PretendZoom.start();
        proxy = new FaultyProxy(zoom.port(), () -> -1); // each piece is hit
    }

    @AfterEach
    void stop() throws IOException {
        proxy.close();
        zoom.close();
    }

    @Test
    void withoutAFaultAllPasses() throws Exception {
        assertThat(ask()).isEqualTo(400); // not a proper call, but answered
        assertThat(zoom.calls()).hasSize(1);
        assertThat(proxy.answersLost()).isEmpty();
    }

    @Test
    void whatIsLateComes() throws Exception {
        proxy.set(Fault.delay(Duration.ofMillis(20)));

        assertThat(ask()).isEqualTo(400);
    }

    @Test
    void whatTricklesComes() throws Exception {
        proxy.set(Fault.trickle(Duration.ofMillis(1)));

        assertThat(ask()).isEqualTo(400);
    }

    @Test
    void aRequestThatIsCutIsNotCarriedOut() throws Exception {
        proxy.set(Fault.cutRequest(100_000));

        assertThatThrownBy(this::ask).isInstanceOf(IOException.class);
        assertThat(zoom.calls()).isEmpty();
        assertThat(proxy.answersLost()).isEmpty();
    }

    @Test
    void anAnswerThatIsDroppedIsKnownToBeLost() throws Exception {
        proxy.set(Fault.DROP_ANSWER);

        assertThatThrownBy(this::ask).isInstanceOf(IOException.class);
        assertThat(zoom.calls()).hasSize(1);
        await().untilAsserted(() -> assertThat(proxy.answersLost()).hasSize(1));
    }

    @Test
    void anAnswerThatHangsUntilTheClientLeavesIsKnownToBeLost() throws Exception {
        proxy.set(Fault.HANG);

        assertThatThrownBy(this::ask).isInstanceOf(IOException.class);
        await().untilAsserted(() -> assertThat(proxy.answersLost()).hasSize(1));
    }

    @Test
    void whatIsRefusedIsLetInAgainWhenTheFaultEnds() throws Exception {
        proxy.set(Fault.REFUSE);
        assertThatThrownBy(this::ask).isInstanceOf(IOException.class);

        proxy.set(Fault.NONE);

        assertThat(ask()).isEqualTo(400);
    }

    private int ask() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://localhost:" + proxy.port() + "/v2/users/a/status"))
                .version(HttpClient.Version.HTTP_1_1)
                .timeout(Duration.ofSeconds(5))
                .PUT(HttpRequest.BodyPublishers.ofString("action=activate"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
