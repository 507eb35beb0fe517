package dev.zoomstatus.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.zoomstatus.data.DataFolder;
import dev.zoomstatus.ledger.Batch;
import dev.zoomstatus.ledger.Batches;
import dev.zoomstatus.ledger.TestLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Under which name a file is kept: its own, or the first one with a number that is free everywhere. */
class FileNamesTest {

    private TestLedger ledger;
    private DataFolder folder;
    private Batches batches;
    private FileNames names;

    @BeforeEach
    void open(@TempDir Path parent) {
        ledger = new TestLedger(parent.resolve("data"), Clock.systemUTC());
        folder = ledger.folder();
        batches = ledger.batches();
        names = new FileNames(folder, batches);
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aNameThatIsFreeIsKept() throws IOException {
        assertThat(names.free("leavers.csv")).isEqualTo("leavers.csv");
    }

    @ParameterizedTest
    @CsvSource({
        "archive/leavers.csv, leavers-2.csv",
        "results/leavers.csv.result.csv, leavers-2.csv",
        "rejected/leavers.csv, leavers-2.csv",
        "rejected/leavers.csv.error.txt, leavers-2.csv",
        "work/leavers.csv, leavers-2.csv",
        "inbox/leavers.csv, leavers.csv",
        "results/leavers.csv, leavers.csv",
        "archive/leavers.json, leavers.csv"
    })
    void aNameIsTakenInAnyFolderThatKeepsFiles(String taken, String expected) throws IOException {
        take(taken);

        assertThat(names.free("leavers.csv")).isEqualTo(expected);
    }

    @Test
    void theNumberIsTheFirstThatIsFreeEverywhere() throws IOException {
        take("archive/leavers.csv");
        take("rejected/leavers-2.csv");
        take("results/leavers-3.csv.result.csv");
        take("archive/leavers-5.csv");

        assertThat(names.free("leavers.csv")).isEqualTo("leavers-4.csv");
    }

    @ParameterizedTest
    @CsvSource({
        "leavers, leavers-2",
        "2026.11.leavers.ndjson, 2026.11.leavers-2.ndjson",
        "leavers-2.csv, leavers-2-2.csv",
        "Leavers (1).CSV, Leavers (1)-2.CSV",
        "leavers., leavers-2.",
        ".csv, .csv-2"
    })
    void theNumberStandsBeforeTheExtension(String name, String expected) throws IOException {
        take("archive/" + name);

        assertThat(names.free(name)).isEqualTo(expected);
    }

    @Test
    void theNameOfABatchWithoutAResultIsTakenThoughItsFileIsGone() throws IOException {
        batches.accepted(batches.begin("leavers.csv"));

        assertThat(names.free("leavers.csv")).isEqualTo("leavers-2.csv");
    }

    @Test
    void theNameOfABatchThatWasBegunAndNoMoreIsFree() throws IOException {
        batches.begin("leavers.csv");

        assertThat(names.free("leavers.csv")).isEqualTo("leavers.csv");
    }

    @ParameterizedTest
    @ValueSource(strings = {"archive", "rejected"})
    void noNameIsFreeWhileAFolderThatKeepsFilesIsAway(String away) throws IOException {
        Files.delete(folder.archive().resolveSibling(away));

        assertThatThrownBy(() -> names.free("leavers.csv"))
                .isInstanceOf(NoSuchFileException.class)
                .hasMessageEndingWith(away);
    }

    @Test
    void theNameOfABatchThatHasEndedIsFreeOnceItsFilesWereTakenAway() throws IOException {
        Batch batch = batches.accepted(batches.begin("leavers.csv"));
        batches.ended(batch);

        assertThat(names.free("leavers.csv")).isEqualTo("leavers.csv");
    }

    @Test
    void aNameThatLeavesNoRoomForWhatIsWrittenBehindItIsShortened() throws IOException {
        String name = names.free("ü".repeat(125) + ".csv");

        assertThat(name).endsWith("ü.csv").hasSizeLessThan(125);
        take("results/" + name + ".result.csv");
        take("rejected/" + names.free(name) + ".error.txt");
    }

    @Test
    void whatIsTooLongForAnExtensionIsShortenedAsTheNameIs() throws IOException {
        String name = names.free("leavers." + "c".repeat(246));

        assertThat(name).startsWith("leavers.c");
        take("rejected/" + name + ".error.txt");
    }

    private void take(String path) throws IOException {
        Files.createFile(folder.archive().resolveSibling(path));
    }
}
