package dev.zoomstatus.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a file counts as written to its end: once its size and time have not changed for {@code file.settle}. */
class SettledFileTest {

    private static final Duration SETTLE = Duration.ofMillis(200);

    private Path leavers;
    private Inbox inbox;

    @BeforeEach
    void drop(@TempDir Path folder) throws IOException {
        leavers = Files.writeString(folder.resolve("leavers.csv"), "user,action\n");
        inbox = new Inbox(folder, "exclusiveReadLockStrategy", new SettledFile(SETTLE));
    }

    @AfterEach
    void close() {
        inbox.close();
    }

    @Test
    void atTheFirstLookNobodyKnowsWhetherAFileIsStillBeingWritten() {
        assertThat(inbox.take()).isEmpty();
    }

    @Test
    void aFileThatRestsIsTaken() {
        await().until(inbox::take, taken -> taken.contains("leavers.csv"));
    }

    @Test
    void aFileIsNotTakenBeforeItHasSettled() {
        long start = System.nanoTime();
        await().pollInterval(Duration.ofMillis(1)).until(inbox::take, taken -> taken.contains("leavers.csv"));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(SETTLE);
    }

    @Test
    void aFileThatGrowsIsNotTaken() throws IOException {
        for (long start = System.nanoTime(); System.nanoTime() - start < 2 * SETTLE.toNanos(); ) {
            Files.writeString(leavers, "a@x.org,activate\n", StandardOpenOption.APPEND);
            assertThat(inbox.take()).isEmpty();
        }
    }

    @Test
    void aFileThatIsWrittenAnewIsNotTakenThoughItsSizeStays() throws IOException {
        Instant time = Instant.parse("2026-11-23T12:00:00Z");
        for (long start = System.nanoTime(); System.nanoTime() - start < 2 * SETTLE.toNanos(); ) {
            time = time.plusSeconds(1);
            Files.setLastModifiedTime(leavers, FileTime.from(time));
            assertThat(inbox.take()).isEmpty();
        }
    }

    @Test
    void aNewFileOfTheSameNameSettlesAnew() throws IOException {
        FileTime time = Files.getLastModifiedTime(leavers);
        await().until(inbox::take, taken -> taken.contains("leavers.csv"));
        Files.writeString(leavers, "user,action\n");
        Files.setLastModifiedTime(leavers, time);

        assertThat(inbox.take()).isEmpty();
    }
}
