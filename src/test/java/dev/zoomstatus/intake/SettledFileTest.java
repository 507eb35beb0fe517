package dev.zoomstatus.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.apache.camel.Exchange;
import org.apache.camel.component.file.FileOperations;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When a file counts as written to its end: once its size and time have not changed for {@code file.settle}. */
class SettledFileTest {

    private static final Duration SETTLE = Duration.ofMillis(200);

    private static final FileOperations OPERATIONS = new FileOperations();

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
    void aFileThatCouldNotBeTakenIsHeldBack() {
        SettledFile settled = settledAfter(false);

        assertThat(settled.acquireExclusiveReadLock(OPERATIONS, file(), exchange(false)))
                .isFalse();
    }

    @Test
    void aFileThatWasLeftForAnotherInstanceIsNotHeldBackForLaterOnesToOvertakeIt() {
        SettledFile settled = settledAfter(true);

        assertThat(settled.acquireExclusiveReadLock(OPERATIONS, file(), exchange(false)))
                .isTrue();
    }

    /** As it is after the file was found, went through the route, and still lies there. */
    private SettledFile settledAfter(boolean routeStop) {
        SettledFile settled = new SettledFile(Duration.ZERO);
        settled.acquireExclusiveReadLock(OPERATIONS, file(), exchange(routeStop));
        settled.releaseExclusiveReadLockOnCommit(OPERATIONS, file(), exchange(routeStop));
        return settled;
    }

    private GenericFile<File> file() {
        GenericFile<File> file = new GenericFile<>();
        file.setAbsoluteFilePath(leavers.toAbsolutePath().toString());
        return file;
    }

    private static Exchange exchange(boolean routeStop) {
        Exchange exchange = new DefaultExchange(new DefaultCamelContext());
        exchange.setRouteStop(routeStop);
        return exchange;
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
