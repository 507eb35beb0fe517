package dev.zoomstatus.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What many write at once is kept together, and what fails fails for itself. */
class LedgerWriterTest {

    private TestLedger ledger;
    private LedgerWriter writer;

    @BeforeEach
    void open(@TempDir Path folder) {
        ledger = new TestLedger(folder, Clock.systemUTC());
        writer = ledger.writer();
        writer.write(handle -> handle.execute("CREATE TABLE note (text VARCHAR(2000) NOT NULL)"));
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void whatManyWriteAtOnceIsAllKept() {
        List<CompletableFuture<Integer>> all = IntStream.range(0, 100)
                .mapToObj(note -> CompletableFuture.supplyAsync(() -> insert("note " + note)))
                .toList();

        assertThat(all).allSatisfy(one -> assertThat(one.join()).isEqualTo(1));
        assertThat(notes()).isEqualTo(100);
    }

    @Test
    void oneThatFailsSpoilsNoneOfTheOthers() {
        List<CompletableFuture<Integer>> all = IntStream.range(0, 100)
                .mapToObj(note -> CompletableFuture.supplyAsync(() -> insert(note == 50 ? null : "note " + note)))
                .toList();

        assertThat(all)
                .filteredOn(
                        one -> one.handle((kept, failure) -> failure == null).join())
                .hasSize(99);
        assertThat(notes()).isEqualTo(99);
    }

    @Test
    void anErrorFailsItsOwnWorkAndTheNextIsWritten() {
        assertThatThrownBy(() -> CompletableFuture.supplyAsync(() -> writer.write(handle -> {
                            throw new StackOverflowError("in the work");
                        }))
                        .orTimeout(20, TimeUnit.SECONDS)
                        .join())
                .hasRootCauseInstanceOf(StackOverflowError.class);

        assertThat(insert("after it")).isEqualTo(1);
    }

    /** A call's slot is given to another that early: were its claim committed first, more would be open than may be. */
    @Test
    void whatIsWrittenOnceOtherWorkIsQueuedSeesThatWorkDone() {
        AtomicInteger seen = new AtomicInteger();

        writer.write(
                (handle, those) -> {
                    those.forEach(text -> handle.execute("INSERT INTO note (text) VALUES (?)", text));
                    return those;
                },
                "the call's end",
                () -> seen.set(notes()));

        assertThat(seen).hasValue(1);
    }

    @Test
    void aFullDatabaseIsUnavailableAndSaysWhy() {
        long pages = writer.write(handle ->
                handle.createQuery("PRAGMA page_count").mapTo(Long.class).one());
        writer.write(handle -> handle.execute("PRAGMA max_page_count = " + (pages + 1)));

        assertThatThrownBy(() -> IntStream.range(0, 100).forEach(note -> insert("x".repeat(2000))))
                .isInstanceOf(LedgerUnavailableException.class)
                .hasMessageContaining("SQLITE_FULL");
    }

    @Test
    void aFaultInTheWorkIsNoFaultOfTheLedger() {
        assertThatThrownBy(() -> writer.write(handle -> {
                    throw new IllegalStateException("a fault");
                }))
                .hasRootCauseInstanceOf(IllegalStateException.class)
                .isNotInstanceOf(LedgerUnavailableException.class);
    }

    private int insert(@Nullable String text) {
        return writer.write(handle -> handle.createUpdate("INSERT INTO note (text) VALUES (:text)")
                .bind("text", text)
                .execute());
    }

    private int notes() {
        return writer.write(handle -> handle.createQuery("SELECT count(*) FROM note")
                .mapTo(Integer.class)
                .one());
    }
}
