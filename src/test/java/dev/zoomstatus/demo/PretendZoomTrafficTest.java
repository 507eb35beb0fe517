package dev.zoomstatus.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the pretend Zoom makes of many calls, of calls at once, and of calls too fast. */
class PretendZoomTrafficTest {

    private PretendZoom zoom;
    private String token;

    @BeforeEach
    void start() throws IOException {
        zoom = PretendZoom.start();
        token = zoom.newToken();
    }

    @AfterEach
    void stop() throws IOException {
        zoom.close();
    }

    private RawClient.Answer call(String user) throws IOException {
        return RawClient.once(zoom, RawCall.proper(user, token));
    }

    @Test
    void twoCallsAboutOneUserAtOnceAreRefusedAndRecorded() throws IOException {
        zoom.answer("jane", Reply.hang());
        try (RawClient first = new RawClient(zoom)) {
            first.send(RawCall.proper("jane", token).text());
            await().until(() -> zoom.callsOf("jane").size() == 1);

            RawClient.Answer second = call("JANE");
            assertThat(second.status()).isEqualTo(429);
            assertThat(second.body()).contains("Too many concurrent requests.");
            assertThat(call("john").status()).isEqualTo(204);

            zoom.release();
            assertThat(first.answer().status()).isEqualTo(204);
        }
        assertThat(zoom.violations()).singleElement().asString().contains("another call about the same user");
        assertThat(call("jane").status()).isEqualTo(204);
    }

    @Test
    void aCallRightAfterOneGivenUpIsNotTwoAtOnce() throws IOException {
        for (int i = 0; i < 50; i++) {
            zoom.answer("jane", Reply.hang());
            int soFar = zoom.calls().size();
            try (RawClient first = new RawClient(zoom)) {
                first.send(RawCall.proper("jane", token).text());
                await().until(() -> zoom.calls().size() > soFar);
            }
            assertThat(call("jane").status()).isEqualTo(204);
        }
        assertThat(zoom.violations()).isEmpty();
    }

    @Test
    void aCallRightAfterAnAnswerIsNotTwoAtOnce() throws IOException {
        try (RawClient one = new RawClient(zoom);
                RawClient other = new RawClient(zoom)) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(one.ask(RawCall.proper("jane", token).text()).status())
                        .isEqualTo(204);
                assertThat(other.ask(RawCall.proper("jane", token).text()).status())
                        .isEqualTo(204);
            }
        }
        assertThat(zoom.violations()).isEmpty();
    }

    @Test
    void callsOverTheRateLimitAreRefusedAsZoomDoesIt() throws IOException {
        zoom.rateLimit(3);
        List<RawClient.Answer> answers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            answers.add(call("u" + i));
        }

        assertThat(answers).extracting(RawClient.Answer::status).containsExactly(204, 204, 204, 429);
        RawClient.Answer refused = answers.get(3);
        assertThat(refused.header("x-ratelimit-category")).isEqualTo("Light");
        assertThat(refused.header("x-ratelimit-type")).isEqualTo("QPS");
        assertThat(refused.header("x-ratelimit-limit")).isEqualTo("3");
        assertThat(refused.header("x-ratelimit-remaining")).isEqualTo("0");
        assertThat(Instant.parse(refused.header("retry-after")))
                .isAfter(Instant.now().minusSeconds(1));
        assertThat(refused.body()).contains("maximum per-second rate limit");
        assertThat(zoom.mostCallsPerSecond()).isEqualTo(4);
        await().until(() -> call("again").status() == 204);
    }

    @Test
    void whileDownConnectionsAreRefusedAndAfterwardsAllIsAsBefore() throws IOException {
        // Many times: what could still be let in would be so only in the moment right after.
        for (int i = 1; i <= 300; i++) {
            zoom.goDown();
            assertThatThrownBy(() -> call("u1")).isInstanceOf(ConnectException.class);

            zoom.comeBack();
            assertThat(call("u1").status()).isEqualTo(204);
            assertThat(zoom.calls()).hasSize(i);
        }
    }

    @Test
    void droppedConnectionsAreSeenByTheClientAtItsNextCall() throws IOException {
        try (RawClient client = new RawClient(zoom)) {
            assertThat(client.ask(RawCall.proper("u1", token).text()).status()).isEqualTo(204);
            zoom.dropConnections();
            assertThat(client.closedByServer()).isTrue();
        }
    }

    @Test
    void closingDoesNotWaitForCallsThatHang() throws IOException {
        zoom.everyCall(Reply.hang());
        try (RawClient client = new RawClient(zoom)) {
            client.send(RawCall.proper("u1", token).text());
            await().until(() -> zoom.calls().size() == 1);
            zoom.close();
            assertThat(zoom.calls().get(0).ended()).isTrue();
            assertThatThrownBy(client::answer).isInstanceOf(IOException.class);
        }
    }

    @Test
    void keepsUpWithManyCallsOverConnectionsKeptOpen() throws Exception {
        int clients = 8;
        int each = 2_500;
        long start = System.nanoTime();
        ExecutorService executor = Executors.newFixedThreadPool(clients);
        try {
            List<Future<Integer>> results = new ArrayList<>();
            for (int i = 0; i < clients; i++) {
                String name = "c" + i;
                results.add(executor.submit(() -> callMany(name, each)));
            }
            for (Future<Integer> result : results) {
                assertThat(result.get()).isEqualTo(each);
            }
        } finally {
            executor.shutdownNow();
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.printf("%.0f calls per second%n", clients * each / seconds);

        assertThat(zoom.calls()).hasSize(clients * each);
        assertThat(zoom.violations()).isEmpty();
    }

    private int callMany(String name, int count) throws IOException {
        int done = 0;
        try (RawClient client = new RawClient(zoom)) {
            for (int i = 0; i < count; i++) {
                String call = RawCall.proper(name + "-" + i, token).text();
                done += client.ask(call).status() == 204 ? 1 : 0;
            }
        }
        return done;
    }
}
