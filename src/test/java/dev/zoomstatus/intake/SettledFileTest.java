package dev.zoomstatus.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zoomstatus.TestSettings;
import dev.zoomstatus.data.DataFolder;
import dev.zoomstatus.data.DataSettings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.component.file.FileOperations;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** When a file counts as written to its end: once its size and time have not changed for {@code file.settle}. */
class SettledFileTest {

    private static final Duration SETTLE = Duration.ofMillis(200);

    private static final FileOperations OPERATIONS = new FileOperations();

    private DataFolder folder;
    private Path leavers;
    private Inbox inbox;

    @BeforeEach
    void drop(@TempDir Path root) throws IOException {
        folder = new DataFolder(TestSettings.of(DataSettings.class, Map.of("data.dir", root.toString())));
        folder.open();
        leavers = Files.writeString(folder.inbox().resolve("leavers.csv"), "user,action\n");
        inbox = new Inbox(folder.inbox(), "exclusiveReadLockStrategy", new SettledFile(SETTLE, folder));
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

        assertThat(settled.acquireExclusiveReadLock(OPERATIONS, file(leavers), exchange(false)))
                .isFalse();
    }

    @Test
    void aFileThatWasLeftForAnotherInstanceIsNotHeldBackForLaterOnesToOvertakeIt() {
        SettledFile settled = settledAfter(true);

        assertThat(settled.acquireExclusiveReadLock(OPERATIONS, file(leavers), exchange(false)))
                .isTrue();
    }

    @Test
    void aFileThatADeadProcessHadTakenHadSettledBefore() throws IOException {
        Path taken = Files.move(leavers, folder.work().resolve("leavers.csv"));

        assertThat(new SettledFile(SETTLE, folder).acquireExclusiveReadLock(OPERATIONS, file(taken), look(0)))
                .isTrue();
    }

    @Test
    void noFileSettlesBeforeOneThatCameBeforeIt() throws IOException {
        Path joiners = Files.writeString(folder.inbox().resolve("joiners.csv"), "user,action\n");
        AtomicLong nanos = new AtomicLong();
        SettledFile settled = new SettledFile(Duration.ofNanos(10), folder, nanos::get);
        settled.acquireExclusiveReadLock(OPERATIONS, file(leavers), look(0));
        settled.acquireExclusiveReadLock(OPERATIONS, file(joiners), look(1));
        nanos.set(9);
        boolean first = settled.acquireExclusiveReadLock(OPERATIONS, file(leavers), look(0));
        nanos.set(10);
        boolean second = settled.acquireExclusiveReadLock(OPERATIONS, file(joiners), look(1));

        assertThat(List.of(first, second)).containsOnly(false);
    }

    @Test
    void noFileOvertakesOneThatIsInWork() throws IOException {
        SettledFile settled = new SettledFile(Duration.ofNanos(1), folder);
        settled.acquireExclusiveReadLock(OPERATIONS, file(leavers), look(0));
        Path taken = Files.writeString(folder.work().resolve("taken.csv"), "user,action\n");

        assertThat(settled.acquireExclusiveReadLock(OPERATIONS, file(leavers), look(0)))
                .isFalse();

        Files.delete(taken);
        assertThat(settled.acquireExclusiveReadLock(OPERATIONS, file(leavers), look(0)))
                .isTrue();
    }

    @Test
    void aDotFileInWorkHoldsUpNobody() throws IOException {
        Files.writeString(folder.work().resolve(".leavers.csv.swp"), "an editor's");

        assertThat(goesAtTheSecondLook(leavers)).isTrue();
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aFileInWorkWithABackslashInItsNameHoldsUpNobody() throws IOException {
        Files.writeString(folder.work().resolve("HR\\leavers.csv"), "user,action\n");

        assertThat(goesAtTheSecondLook(leavers)).isTrue();
    }

    @Test
    void aSymbolicLinkInWorkHoldsUpNobody() throws IOException {
        Files.createSymbolicLink(folder.work().resolve("link.csv"), leavers);

        assertThat(goesAtTheSecondLook(leavers)).isTrue();
    }

    @Test
    void aFileInWorkThatIsHeldBackHoldsUpNoOther() throws IOException {
        SettledFile settled = new SettledFile(Duration.ofNanos(1), folder);
        Path taken = Files.writeString(folder.work().resolve("taken.csv"), "user,action\n");
        settled.acquireExclusiveReadLock(OPERATIONS, file(taken), look(0));
        settled.acquireExclusiveReadLock(OPERATIONS, file(leavers), look(1));
        settled.releaseExclusiveReadLockOnCommit(OPERATIONS, file(taken), exchange(false));

        assertThat(settled.acquireExclusiveReadLock(OPERATIONS, file(leavers), look(0)))
                .isTrue();
    }

    private boolean goesAtTheSecondLook(Path file) {
        SettledFile settled = new SettledFile(Duration.ofNanos(1), folder);
        settled.acquireExclusiveReadLock(OPERATIONS, file(file), look(0));
        return settled.acquireExclusiveReadLock(OPERATIONS, file(file), look(0));
    }

    /** As it is after the file was found, went through the route, and still lies there. */
    private SettledFile settledAfter(boolean routeStop) {
        SettledFile settled = new SettledFile(Duration.ofNanos(1), folder);
        settled.acquireExclusiveReadLock(OPERATIONS, file(leavers), exchange(routeStop));
        settled.releaseExclusiveReadLockOnCommit(OPERATIONS, file(leavers), exchange(routeStop));
        return settled;
    }

    private static GenericFile<File> file(Path path) {
        GenericFile<File> file = new GenericFile<>();
        file.setAbsoluteFilePath(path.toAbsolutePath().toString());
        return file;
    }

    /** What comes with a file at its place in a look. */
    private static Exchange look(int index) {
        Exchange exchange = exchange(false);
        exchange.setProperty(ExchangePropertyKey.BATCH_INDEX, index);
        return exchange;
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
