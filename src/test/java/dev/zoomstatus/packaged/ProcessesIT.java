package dev.zoomstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.demo.Call;
import dev.zoomstatus.demo.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens to processes: killed, stopped, started twice. */
class ProcessesIT extends PackagedTest {

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
            await(() -> zoom.calls().size() >= calls);
            application.kill();
            application.start();
        }

        assertThat(awaitResult("many.csv")).hasSize(2 * users).allMatch(row -> row.contains(",UPDATED,204,"));
        for (int user = 0; user < users; user++) {
            List<String> actions = zoom.callsOf("u" + user + "@x.org").stream()
                    .map(Call::action)
                    .toList();
            assertThat(actions).isSortedAccordingTo((a, b) -> b.compareTo(a)).contains("activate", "deactivate");
        }
        assertThat(zoom.calls().size()).isLessThanOrEqualTo(2 * users + 3 * 16);
    }

    @Test
    void aFileThatADeadProcessHadTakenGoesBeforeThoseInTheInboxThoughTheirTimeIsTheSame() throws Exception {
        FileTime time = FileTime.from(Instant.now());
        leave("work", "2-taken.csv", "jane@x.org,activate", time);
        leave("inbox", "0-dropped.csv", "jane@x.org,deactivate", time);
        leave("inbox", "1-dropped.csv", "jane@x.org,activate", time);

        application.start();

        awaitResult("1-dropped.csv");
        assertThat(zoom.calls()).extracting(Call::action).containsExactly("activate", "deactivate", "activate");
    }

    private void leave(String subfolder, String name, String row, FileTime time) throws IOException {
        Path file =
                Files.createDirectories(application.data().resolve(subfolder)).resolve(name);
        Files.writeString(file, "user,action\n" + row + "\n");
        Files.setLastModifiedTime(file, time);
    }

    @Test
    void onSigtermTheCallsUnderWayAreWaitedForAndNoneIsRepeated() throws Exception {
        zoom.answerAll(call -> Reply.delayed(Duration.ofSeconds(2), Reply.noContent()));
        StringBuilder file = new StringBuilder("user,action\n");
        IntStream.range(0, 40).forEach(user -> file.append("u" + user + "@x.org,deactivate\n"));
        application.start().drop("some.csv", file.toString());
        await(() -> zoom.calls().size() >= 16);

        application.terminate();
        assertThat(application.logged()).doesNotContain("Timeout occurred", "ERROR");
        application.start();

        assertThat(awaitResult("some.csv")).hasSize(40).allMatch(row -> row.endsWith(",UPDATED,204,,,1"));
        assertThat(zoom.calls()).hasSize(40);
    }

    @Test
    void onSigtermACallThatHangsIsCutOffWhenTheGraceIsOverAndMadeAgainLater() throws Exception {
        zoom.everyCall(Reply.hang());
        stopWhileItHangs(() -> zoom.calls().size() == 1);

        zoom.everyCall(Reply.noContent());
        application.start();
        assertThat(awaitResult("one.csv")).containsExactly("2,a@x.org,deactivate,UPDATED,204,,,2");
    }

    @Test
    void onSigtermATokenFetchThatHangsIsCutOffWhenTheGraceIsOver() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Socket> asked = CompletableFuture.supplyAsync(() -> accept(silent));
            application.with("ZOOM_TOKEN_URL", "http://localhost:" + silent.getLocalPort() + "/oauth/token");
            stopWhileItHangs(asked::isDone);
            asked.join().close();
        }

        application.calling(zoom).start();
        assertThat(awaitResult("one.csv")).containsExactly("2,a@x.org,deactivate,UPDATED,204,,,1");
    }

    private static Socket accept(ServerSocket server) {
        try {
            return server.accept();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void stopWhileItHangs(Callable<Boolean> hangs) throws Exception {
        application
                .with("SHUTDOWN_GRACE", "1s")
                .with("ZOOM_RESPONSE_TIMEOUT", "1h")
                .start()
                .drop("one.csv", "user,action\na@x.org,deactivate\n");
        await(hangs);

        application.signal("TERM");
        await(() -> !application.isRunning());
        assertThat(application.logged()).doesNotContain("Timeout occurred", "ERROR");
    }

    @Test
    void aSecondProcessOnTheSameFolderStopsAndSaysWhy() throws Exception {
        application.start();
        awaitStarted();

        try (PackagedApplication second = new PackagedApplication(folder, "second")
                .withSecrets()
                .calling(zoom)
                .start()) {
            await(() -> !second.isRunning());

            assertThat(second.exitCode()).isNotZero();
            assertThat(second.logged())
                    .contains("data.dir, ledger.url: another process already uses")
                    .doesNotContain("\tat ");
        }
        assertThat(application.isRunning()).isTrue();
    }
}
