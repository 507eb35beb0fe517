package dev.zoomstatus.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.LogLines;
import dev.zoomstatus.SettableClock;
import dev.zoomstatus.TestSettings;
import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.Outcome;
import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import dev.zoomstatus.data.DataFolder;
import dev.zoomstatus.data.DataSettings;
import dev.zoomstatus.ledger.Answered;
import dev.zoomstatus.ledger.AuditEntry;
import dev.zoomstatus.ledger.Batch;
import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.ledger.Origin;
import dev.zoomstatus.ledger.TestLedger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is removed after {@code data.keep}, here ten days, and what is not; on a real ledger and real files. */
class CleanUpTest {

    private static final Answered DONE = new Answered(204, null, "", null);
    private static final Duration KEEP = Duration.ofDays(10);

    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
    private final LogLines log = new LogLines("dev.zoomstatus.cleanup");
    private TestLedger ledger;
    private CleanUpStep step;

    @BeforeEach
    void open(@TempDir Path root) {
        ledger = new TestLedger(root, clock);
        step = new CleanUpStep(
                ledger.oldRows(),
                new OldFiles(ledger.folder()),
                TestSettings.of(DataSettings.class, Map.of("data.keep", "10d")),
                clock);
    }

    @AfterEach
    void close() {
        log.close();
        ledger.close();
    }

    @Test
    void aChangeThatEndedIsRemovedAfterItsTime() throws Exception {
        carryOut(accept("old.csv", 1));
        clock.advance(KEEP.plusSeconds(1));
        accept("new.csv", 1);
        copyAudit();
        cleanUp();

        assertThat(ledger.ids("status_change")).containsExactly(2L);
        assertThat(ledger.count("batch")).isEqualTo(1);
    }

    @Test
    void nothingIsRemovedBeforeItsTime() throws Exception {
        carryOut(accept("old.csv", 3));
        copyAudit();
        clock.advance(KEEP);
        cleanUp();

        assertThat(ledger.ids("status_change")).hasSize(3);
        assertThat(log.messages()).isEmpty();
    }

    @Test
    void aChangeThatIsOpenIsNeverRemovedNorItsBatch() throws Exception {
        accept("open.csv", 2);
        copyAudit();
        clock.advance(KEEP.multipliedBy(10));
        accept("new.csv", 1);
        cleanUp();

        assertThat(ledger.ids("status_change")).containsExactly(1L, 2L, 3L);
        assertThat(ledger.count("batch")).isEqualTo(2);
    }

    @Test
    void changesOfABatchWithoutItsResultAreNotRemoved() throws Exception {
        accept("some.csv", 2);
        end(ledger.claim());
        ledger.outbox().sent(ledger.outbox().due(9));
        copyAudit();
        clock.advance(KEEP.multipliedBy(10));
        accept("new.csv", 1);
        cleanUp();

        assertThat(ledger.ids("status_change")).containsExactly(1L, 2L, 3L);
    }

    @Test
    void aChangeWhoseOutcomeMessageIsStillToComeIsNotRemoved() throws Exception {
        Batch batch = accept("some.csv", 2);
        end(ledger.claim());
        ledger.batches().ended(batch);
        ledger.outbox().sent(ledger.outbox().due(1));
        clock.advance(KEEP.multipliedBy(10));
        accept("new.csv", 1);
        copyAudit();
        cleanUp();

        assertThat(ledger.ids("status_change")).containsExactly(2L, 3L);
    }

    @Test
    void changesThatAreNotYetInTheAuditFileAreNotRemoved() throws Exception {
        carryOut(accept("old.csv", 2));
        clock.advance(KEEP.multipliedBy(10));
        accept("new.csv", 1);
        cleanUp();

        assertThat(ledger.ids("status_change")).containsExactly(1L, 2L, 3L);
        assertThat(ledger.ids("audit_entry")).contains(1L);
    }

    @Test
    void anIdNeverComesBack() throws Exception {
        carryOut(accept("old.csv", 3));
        copyAudit();
        clock.advance(KEEP.multipliedBy(2));
        cleanUp();
        accept("new.csv", 1);

        assertThat(ledger.ids("status_change")).containsExactly(3L, 4L);
    }

    @Test
    void theNumberOfChangesThatEndedLeavesOutTheRemovedAndTheOpen() throws Exception {
        carryOut(accept("one.csv", 3));
        accept("open.csv", 1);
        carryOut(accept("two.csv", 2));
        copyAudit();
        clock.advance(KEEP.multipliedBy(2));
        cleanUp(); // 1 to 3 and 5 go

        assertThat(ledger.ids("status_change")).containsExactly(4L, 6L);
        assertThat(ledger.done()).isEqualTo(1);
    }

    @Test
    void manyAreRemovedInManyTransactions() throws Exception {
        Batch batch = ledger.batches().begin("many.csv");
        ledger.acceptance()
                .accept(
                        Origin.file(batch),
                        IntStream.range(2, 1002)
                                .mapToObj(line -> Row.invalid(line, "nonsense"))
                                .toList());
        ledger.batches().ended(batch);
        copyAudit();
        clock.advance(KEEP.multipliedBy(2));
        accept("new.csv", 1);
        cleanUp();

        assertThat(ledger.ids("status_change")).containsExactly(1001L);
        assertThat(ledger.ids("audit_entry")).hasSize(1);
    }

    @Test
    void aRequestIdIsRecognisedAsLongAsItsChangeIsKept() throws Exception {
        carryOut(accept("some.csv", 1, "R1"));
        carryOut(accept("last.csv", 1));
        copyAudit();
        clock.advance(KEEP);
        cleanUp();
        assertThat(ledger.acceptance()
                        .accept(origin("again.csv"), rows("some.csv", 1, "R1"))
                        .duplicates())
                .isEqualTo(1);
        clock.advance(Duration.ofSeconds(1));
        copyAudit();
        cleanUp();

        assertThat(ledger.acceptance()
                        .accept(origin("later.csv"), rows("some.csv", 1, "R1"))
                        .accepted())
                .isEqualTo(1);
    }

    @ParameterizedTest(name = "{0}/{1}, {2} old: removed {3}")
    @CsvSource({
        "archive, a.csv, PT240H1S, true",
        "archive, a.csv, PT239H59M, false",
        "results, a.csv.result.csv, PT240H1S, true",
        "rejected, a.csv, PT240H1S, true",
        "rejected, a.csv.error.txt, PT240H1S, true",
        "audit, audit-2026-01-01.jsonl, PT240H1S, true",
        "audit, audit.jsonl, PT240H1S, false",
        "inbox, a.csv, PT240H1S, false",
        "work, a.csv, PT240H1S, false"
    })
    void filesAreRemovedByTheTimeTheyWereWritten(String in, String name, Duration age, boolean removed)
            throws Exception {
        Path file = file(in, name, age);
        cleanUp();

        assertThat(Files.notExists(file)).isEqualTo(removed);
    }

    @Test
    void aFoldersFileCountsFromTheTimeItWasPutThere() throws Exception {
        DataFolder folder = ledger.folder();
        Path old = file("work", "a.csv", Duration.ofDays(1000));
        folder.keep(old, folder.archive().resolve("a.csv"));

        assertThat(Files.getLastModifiedTime(folder.archive().resolve("a.csv")).toInstant())
                .isAfter(Instant.now().minusSeconds(3600));
    }

    @Test
    void aLinkIsLeftAloneAndWhatItLeadsToToo() throws Exception {
        Path inbox = file("inbox", "a.csv", Duration.ofDays(1000));
        Path link = ledger.folder().archive().resolve("link.csv");
        Files.createSymbolicLink(link, inbox);
        cleanUp();

        assertThat(inbox).exists();
        assertThat(Files.isSymbolicLink(link)).isTrue();
    }

    @Test
    void theLogTellsOnceADay() throws Exception {
        carryOut(accept("old.csv", 2));
        copyAudit();
        clock.advance(KEEP.multipliedBy(2));
        accept("new.csv", 1);
        file("archive", "old.csv", Duration.ofDays(11));
        cleanUp();
        file("archive", "other.csv", Duration.ofDays(11));
        cleanUp();
        clock.advance(Duration.ofDays(1));
        cleanUp();

        assertThat(log.messages())
                .containsExactly(
                        "Removed what was kept for 10 days (data.keep): 2 changes, 8 audit entries, 1 batches, 1 files",
                        "Removed what was kept for 10 days (data.keep): 0 changes, 0 audit entries, 0 batches, 1 files");
    }

    private void cleanUp() throws Exception {
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            step.process(new DefaultExchange(camel));
        }
    }

    private Path file(String in, String name, Duration age) throws IOException {
        Path file = ledger.folder().archive().resolveSibling(in).resolve(name);
        Files.writeString(file, "content");
        Files.setLastModifiedTime(file, FileTime.from(clock.instant().minus(age)));
        return file;
    }

    private Origin origin(String file) {
        return Origin.file(ledger.batches().begin(file));
    }

    private Batch accept(String file, int rows) {
        return accept(file, rows, null);
    }

    private Batch accept(String file, int rows, @Nullable String requestId) {
        Batch batch = ledger.batches().begin(file);
        ledger.acceptance().accept(Origin.file(batch), rows(file, rows, requestId));
        return ledger.batches().accepted(batch);
    }

    private static List<Row> rows(String file, int rows, @Nullable String requestId) {
        return IntStream.range(0, rows)
                .mapToObj(i -> Row.of(
                        i + 2L, "activate", new StatusChange(i + file, Action.ACTIVATE, requestId, null, null, null)))
                .toList();
    }

    private void carryOut(Batch batch) {
        for (List<Claim> claims = ledger.claim(); !claims.isEmpty(); claims = ledger.claim()) {
            end(claims.stream()
                    .filter(claim -> batch.id().equals(claim.batchId()))
                    .toList());
        }
        ledger.batches().ended(batch);
        ledger.outbox().sent(ledger.outbox().due(100));
    }

    private void end(List<Claim> claims) {
        claims.forEach(claim -> ledger.settlements().end(claim, Outcome.UPDATED, DONE, TestLedger.NOBODY));
    }

    private void copyAudit() {
        List<AuditEntry> entries = ledger.auditTrail().uncopied(100_000);
        ledger.auditTrail().copied(entries.get(entries.size() - 1).id());
    }
}
