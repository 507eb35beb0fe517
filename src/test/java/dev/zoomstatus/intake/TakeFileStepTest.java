package dev.zoomstatus.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoomstatus.data.DataFolder;
import dev.zoomstatus.ledger.Batch;
import dev.zoomstatus.ledger.TestLedger;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How a file comes out of the inbox, under which batch it is read, and what becomes of one that cannot be. */
class TakeFileStepTest {

    private static final String LEAVERS = "user,action\na@x.org,deactivate\n";

    private Path root;
    private TestLedger ledger;
    private DataFolder folder;

    @BeforeEach
    void open(@TempDir Path parent) {
        root = parent.resolve("data");
        ledger = new TestLedger(parent.resolve("data"), Clock.systemUTC());
        folder = ledger.folder();
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aFileIsTakenIntoWork() throws IOException {
        Files.writeString(folder.inbox().resolve("leavers.csv"), LEAVERS);
        take(root);

        assertThat(folder.inbox()).isEmptyDirectory();
        assertThat(folder.work().resolve("leavers.csv")).hasContent(LEAVERS);
    }

    @Test
    void aFileWhoseNameIsTakenIsReadUnderAnother() throws IOException {
        Files.createFile(folder.archive().resolve("leavers.csv"));
        Files.writeString(folder.inbox().resolve("leavers.csv"), LEAVERS);
        take(root);

        assertThat(folder.work().resolve("leavers-2.csv")).hasContent(LEAVERS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"absolute", "relative", "roundabout"})
    void aFileThatWasLeftInWorkGoesOnInItsBatchHoweverTheDataFolderIsGiven(String how) throws IOException {
        Batch begun = ledger.batches().begin("leavers.csv");
        Files.writeString(folder.work().resolve("leavers.csv"), LEAVERS);

        Exchange exchange = take(
                switch (how) {
                    case "relative" -> Path.of("").toAbsolutePath().relativize(root);
                    case "roundabout" -> root.resolve("../data");
                    default -> root;
                });

        assertThat(exchange.getProperty(TakeFileStep.BATCH, FileBatch.class).batch())
                .isEqualTo(begun);
        assertThat(folder.work().resolve("leavers.csv")).exists();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void aFileThatComesBackToWorkAfterItsBatchWasClosedIsNotReadFromItsBeginning(boolean ended) throws IOException {
        Batch closed = ledger.batches().accepted(ledger.batches().begin("leavers.csv"));
        if (ended) {
            ledger.batches().ended(closed);
        }
        Files.writeString(folder.work().resolve("leavers.csv"), LEAVERS);
        Exchange exchange = take(root);

        assertThat(exchange.isRouteStop()).isTrue();
        assertThat(folder.rejected().resolve("leavers.csv")).hasContent(LEAVERS);
        assertThat(folder.rejected().resolve("leavers.csv.error.txt"))
                .content()
                .contains("drop the others into inbox/");
    }

    @Test
    void aFileThatCannotBeReadIsRejectedBesideTheReason() throws IOException {
        Files.writeString(folder.inbox().resolve("leavers.csv"), "name\nAnna\n");
        take(root);

        assertThat(folder.rejected().resolve("leavers.csv")).hasContent("name\nAnna\n");
        assertThat(folder.rejected().resolve("leavers.csv.error.txt"))
                .content()
                .startsWith("the header has no column user");
    }

    @Test
    void theReasonOfOneIsNotWrittenOverAnotherFileThatWasRejected() throws IOException {
        Files.writeString(folder.inbox().resolve("leavers.csv.error.txt"), "no change");
        take(root);
        Files.writeString(folder.inbox().resolve("leavers.csv"), "name\nAnna\n");
        take(root);

        assertThat(folder.rejected().resolve("leavers.csv.error.txt")).hasContent("no change");
        assertThat(folder.rejected().resolve("leavers-2.csv")).hasContent("name\nAnna\n");
        assertThat(folder.rejected().resolve("leavers-2.csv.error.txt"))
                .content()
                .startsWith("the header has no column user");
    }

    @Test
    void theReasonIsWrittenOverNothing() throws IOException {
        Path leavers = Files.writeString(folder.work().resolve("leavers.csv"), "name\nAnna\n");
        Path error = Files.writeString(folder.rejected().resolve("leavers.csv.error.txt"), "another's");

        assertThatThrownBy(() -> take(root)).isInstanceOf(FileAlreadyExistsException.class);

        assertThat(error).hasContent("another's");
        assertThat(leavers).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "the header has no col"})
    void aReasonThatADeadProcessBeganIsWrittenToItsEnd(String begun) throws IOException {
        Files.writeString(folder.work().resolve("leavers.csv"), "name\nAnna\n");
        Path error = Files.writeString(folder.rejected().resolve("leavers.csv.error.txt"), begun);
        take(root);

        assertThat(error).content().startsWith("the header has no column user");
        assertThat(folder.rejected().resolve("leavers.csv")).hasContent("name\nAnna\n");
    }

    @Test
    void aFileThatCannotBeReadLeavesNoBatchAndGoesNoFurther() throws IOException {
        Files.writeString(folder.inbox().resolve("leavers.csv"), "");
        Exchange exchange = take(root);

        assertThat(exchange.isRouteStop()).isTrue();
        assertThat(ledger.batches().reading()).isEmpty();
    }

    @Test
    void aFileThatItsSenderTookAwayAgainLeavesNothing() throws IOException {
        Path leavers = Files.writeString(folder.inbox().resolve("leavers.csv"), LEAVERS);
        try (Inbox inbox = new Inbox(root, "filter", new InboxFiles(folder))) {
            Exchange exchange = Objects.requireNonNull(inbox.next());
            Files.delete(leavers);
            step(new FileNames(folder, ledger.batches())).process(exchange);

            assertThat(exchange.isRouteStop()).isTrue();
        }
        assertThat(ledger.batches().reading()).isEmpty();
    }

    @Test
    void aFileThatALinkReplacedBehindTheLookIsNotRead() throws IOException {
        Path leavers = Files.writeString(folder.inbox().resolve("leavers.csv"), LEAVERS);
        Path secret = Files.writeString(root.resolve("secret.csv"), LEAVERS);
        try (Inbox inbox = new Inbox(root, "filter", new InboxFiles(folder))) {
            Exchange exchange = Objects.requireNonNull(inbox.next());
            Files.delete(leavers);
            Files.createSymbolicLink(leavers, secret);

            assertThatThrownBy(
                            () -> step(new FileNames(folder, ledger.batches())).process(exchange))
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aFileThatCannotBeMovedKeepsItsNameForTheNextTry() throws IOException {
        Path leavers = Files.writeString(folder.inbox().resolve("leavers.csv"), LEAVERS);
        Files.delete(folder.work());
        Files.createFile(folder.work());

        assertThatThrownBy(() -> take(root)).isInstanceOf(IOException.class);
        assertThat(leavers).exists();
        Files.delete(folder.work());
        Files.createDirectory(folder.work());
        take(root);

        assertThat(folder.work().resolve("leavers.csv")).hasContent(LEAVERS);
    }

    @Test
    void aFileIsArchivedOnceThoughTheStepIsRepeatedForTheLedgersSake() throws IOException {
        Files.writeString(folder.inbox().resolve("leavers.csv"), LEAVERS);
        Exchange exchange = take(root);
        ArchiveStep archive = new ArchiveStep(folder, ledger.batches());
        archive.process(exchange);

        archive.process(exchange);

        assertThat(folder.archive().resolve("leavers.csv")).hasContent(LEAVERS);
        assertThat(ledger.batches().reading()).isEmpty();
    }

    @Test
    void anArchivedFileIsNotOverwritten() throws IOException {
        Files.writeString(folder.inbox().resolve("leavers.csv"), LEAVERS);
        Exchange exchange = take(root);
        Path archived = Files.writeString(folder.archive().resolve("leavers.csv"), "another's");

        assertThatThrownBy(() -> new ArchiveStep(folder, ledger.batches()).process(exchange))
                .isInstanceOf(FileAlreadyExistsException.class);

        assertThat(archived).hasContent("another's");
        assertThat(folder.work().resolve("leavers.csv")).exists();
    }

    @Test
    void aFileWhoseTakerDiedBeforeItsMoveKeepsItsName() throws IOException {
        Batch begun = ledger.batches().begin("leavers.csv");
        Files.writeString(folder.inbox().resolve("leavers.csv"), LEAVERS);
        Exchange exchange = take(root);

        assertThat(exchange.getProperty(TakeFileStep.BATCH, FileBatch.class).batch())
                .isEqualTo(begun);
        assertThat(folder.work().resolve("leavers.csv")).hasContent(LEAVERS);
    }

    /** Its batch stays if it is the other's, who reads the file in {@code work/}. */
    @ParameterizedTest
    @CsvSource({"work, 1", "archive, 0"})
    void aFileIsLeftIfAnotherInstanceTookItsNameMeanwhile(String where, int batches) throws IOException {
        Path leavers = Files.writeString(folder.inbox().resolve("leavers.csv"), LEAVERS);
        Path others = folder.work().resolveSibling(where).resolve("leavers.csv");
        FileNames late = new FileNames(folder, ledger.batches()) {
            @Override
            String free(String name) throws NoSuchFileException {
                String free = super.free(name);
                assertThatNoException().isThrownBy(() -> Files.writeString(others, "another's"));
                return free;
            }
        };

        Exchange exchange = take(root, late);

        assertThat(exchange.isRouteStop()).isTrue();
        assertThat(leavers).hasContent(LEAVERS);
        assertThat(others).hasContent("another's");
        assertThat(ledger.batches().reading()).hasSize(batches);
    }

    private Exchange take(Path dataDir) throws IOException {
        return take(dataDir, new FileNames(folder, ledger.batches()));
    }

    private Exchange take(Path dataDir, FileNames names) throws IOException {
        try (Inbox inbox = new Inbox(dataDir, "filter", new InboxFiles(folder))) {
            Exchange exchange = Objects.requireNonNull(inbox.next(), "no file was found");
            step(names).process(exchange);
            FileBatch taken = exchange.getProperty(TakeFileStep.BATCH, FileBatch.class);
            if (taken != null) {
                taken.close();
            }
            return exchange;
        }
    }

    private TakeFileStep step(FileNames names) {
        return new TakeFileStep(folder, ledger.batches(), names, () -> ZoneOffset.UTC);
    }
}
