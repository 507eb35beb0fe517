package dev.zoomstatus.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.zoomstatus.SettableClock;
import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.Outcome;
import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import dev.zoomstatus.ledger.Answered;
import dev.zoomstatus.ledger.AuditTrail;
import dev.zoomstatus.ledger.Batch;
import dev.zoomstatus.ledger.LedgerUnavailableException;
import dev.zoomstatus.ledger.Origin;
import dev.zoomstatus.ledger.TestLedger;
import dev.zoomstatus.trace.TestTraces;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The audit trail as people and log collectors read it: nothing is lost, and nothing stops it for ever. */
class AuditFileTest {

    private final ObjectMapper json = new ObjectMapper();
    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
    private TestLedger ledger;
    private AuditFile file;
    private Batch batch;
    private int accepted;

    @BeforeEach
    void open(@TempDir Path folder) {
        ledger = new TestLedger(folder, clock);
        file = new AuditFile(ledger.auditTrail(), TestTraces.off(), ledger.folder());
        batch = ledger.batches().begin("leavers.csv");
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void aLineHasTheKeysInTheirOrderAndAllOfThem() throws IOException {
        accept();
        copy();

        List<String> keys = new ArrayList<>();
        json.readTree(lines().get(0)).fieldNames().forEachRemaining(keys::add);
        assertThat(String.join(",", keys))
                .isEqualTo("id,at,event,changeId,requestId,user,action,trigger,source,requestedBy,reason,attempt,"
                        + "httpStatus,zoomCode,message,trackingId,outcome");
    }

    @Test
    void whatIsWrittenIsNotWrittenAgainByThisProcessWhileTheLedgerCannotNoteIt() throws IOException {
        accept();
        AuditTrail cannotNote = new AuditTrail(ledger.database(), ledger.writer()) {
            @Override
            public void copied(long id) {
                throw new LedgerUnavailableException(new IOException("read-only"));
            }
        };
        file = new AuditFile(cannotNote, TestTraces.off(), ledger.folder());
        assertThatThrownBy(this::copy).isInstanceOf(LedgerUnavailableException.class);
        accept();
        assertThatThrownBy(this::copy).isInstanceOf(LedgerUnavailableException.class);

        assertThat(lines()).hasSize(2);
    }

    @Test
    void aLineTellsWhoAskedAndWhatZoomAnswered() throws IOException {
        StatusChange change = new StatusChange("a@x.org", Action.DEACTIVATE, "R1", null, "left\nus", "hr@x.org");
        ledger.acceptance().accept(Origin.file(batch), List.of(Row.of(2, "deactivate", change)));
        ledger.settlements()
                .end(ledger.claim().get(0), Outcome.REJECTED, new Answered(400, 200, "No.", "T1"), TestLedger.NOBODY);
        copy();

        assertThat(lines().get(3))
                .isEqualTo("{\"id\":4,\"at\":\"2026-11-23T12:00:00Z\",\"event\":\"ended\",\"changeId\":1,"
                        + "\"requestId\":\"R1\",\"user\":\"a@x.org\",\"action\":\"deactivate\",\"trigger\":\"file\","
                        + "\"source\":\"leavers.csv\",\"requestedBy\":\"hr@x.org\",\"reason\":\"left\\nus\",\"attempt\":1,"
                        + "\"httpStatus\":400,\"zoomCode\":200,\"message\":\"No.\",\"trackingId\":\"T1\","
                        + "\"outcome\":\"REJECTED\"}");
    }

    @Test
    void theStepsOfAChangeAreToldInTheirOrder() throws IOException {
        accept();
        ledger.settlements()
                .end(ledger.claim().get(0), Outcome.UPDATED, new Answered(204, null, "", "T1"), TestLedger.NOBODY);
        copy();

        assertThat(values("event")).containsExactly("accepted", "called", "answered", "ended");
    }

    @Test
    void eachEntryIsCopiedOnce() throws IOException {
        accept();
        copy();
        copy();
        accept();
        copy();

        assertThat(ids("audit.jsonl")).containsExactly(1, 2);
    }

    @Test
    void moreThanAPageIsCopiedAtOnce() throws IOException {
        List<Row> rows = IntStream.range(0, 4001)
                .mapToObj(i -> Row.invalid(i + 2L, "no user"))
                .toList();
        ledger.acceptance().accept(Origin.file(batch), rows);
        copy();

        assertThat(ids("audit.jsonl")).hasSize(4001).isSorted();
    }

    @Test
    void aProcessStartedAnewGoesOnWhereTheOtherEnded() throws IOException {
        accept();
        copy();
        accept();
        file = new AuditFile(ledger.auditTrail(), TestTraces.off(), ledger.folder());
        copy();

        assertThat(ids("audit.jsonl")).containsExactly(1, 2);
    }

    @Test
    void aTraceThatFailsDoesNotHaveTheTrailCopiedAgain() throws IOException {
        accept();
        file = new AuditFile(ledger.auditTrail(), TestTraces.failing(), ledger.folder());
        assertThatThrownBy(this::copy).hasMessage("no span can be made");
        copy();

        assertThat(ids("audit.jsonl")).containsExactly(1);
    }

    @Test
    void whatWasWrittenButNotNotedIsWrittenAgainRatherThanLost() throws IOException {
        accept();
        copy();
        ledger.forgetCopies(); // as when the process dies in between
        file = new AuditFile(ledger.auditTrail(), TestTraces.off(), ledger.folder());
        copy();

        assertThat(ids("audit.jsonl")).containsExactly(1, 1);
    }

    @Test
    void anInstanceThatHasStalledDoesNotHaveAnotherCopyAgain() throws IOException {
        accept();
        accept();
        copy();
        ledger.auditTrail().copied(1); // said late
        copy();

        assertThat(ids("audit.jsonl")).containsExactly(1, 2);
    }

    @Test
    void whatCannotBeWrittenIsWrittenLater() throws IOException {
        Path inTheWay = ledger.folder().audit().resolve("audit.jsonl");
        Files.createDirectory(inTheWay);
        accept();
        assertThatThrownBy(this::copy).isInstanceOf(IOException.class);
        Files.delete(inTheWay);
        copy();

        assertThat(ids("audit.jsonl")).containsExactly(1);
    }

    @Test
    void halfALineThatAFullDiskLeftIsTakenBack() throws IOException {
        accept();
        copy();
        accept();
        fillTheDiskAfterHalfALine("");
        assertThatThrownBy(this::copy).hasMessage("No space left on device");
        assertThat(ids("audit.jsonl")).containsExactly(1);

        copy();
        assertThat(ids("audit.jsonl")).containsExactly(1, 2);
    }

    @Test
    void whatAnotherInstanceWroteBehindHalfALineIsNotTakenBack() throws IOException {
        accept();
        fillTheDiskAfterHalfALine("{\"id\":7}\n");
        assertThatThrownBy(this::copy).hasMessage("No space left on device");

        assertThat(lines()).singleElement().asString().endsWith("{\"id\":7}");
    }

    @Test
    void ofSeveralDaysThoseThatAreWrittenAreNotWrittenAgainIfTheDiskIsFullThen() throws IOException {
        accept();
        clock.set("2026-11-24T12:00:00Z");
        accept();
        AtomicInteger writes = new AtomicInteger();
        file = new AuditFile(ledger.auditTrail(), TestTraces.off(), ledger.folder()) {
            @Override
            void write(FileChannel channel, ByteBuffer lines) throws IOException {
                if (writes.incrementAndGet() == 2) {
                    throw new IOException("No space left on device");
                }
                super.write(channel, lines);
            }
        };
        assertThatThrownBy(this::copy).hasMessage("No space left on device");
        copy();

        assertThat(ids("audit-2026-11-23.jsonl")).containsExactly(1);
        assertThat(ids("audit.jsonl")).containsExactly(2);
    }

    @Test
    void aNewDayBeginsANewFile() throws IOException {
        accept();
        copy();
        clock.set("2026-11-24T00:00:00Z");
        accept();
        copy();

        assertThat(ids("audit-2026-11-23.jsonl")).containsExactly(1);
        assertThat(ids("audit.jsonl")).containsExactly(2);
    }

    @Test
    void entriesOfSeveralDaysCopiedAtOnceGoToTheirDaysFiles() throws IOException {
        accept();
        clock.set("2026-11-24T12:00:00Z");
        accept();
        accept();
        clock.set("2026-11-26T12:00:00Z");
        accept();
        copy();

        assertThat(names()).containsExactly("audit-2026-11-23.jsonl", "audit-2026-11-24.jsonl", "audit.jsonl");
        assertThat(ids("audit-2026-11-24.jsonl")).containsExactly(2, 3);
    }

    @Test
    void anEntryOfAnEarlierDayStaysInTheFileOfTheDay() throws IOException {
        accept();
        copy();
        clock.set("2026-11-22T12:00:00Z"); // the machine's clock was set back
        accept();
        copy();

        assertThat(ids("audit.jsonl")).containsExactly(1, 2);
    }

    @Test
    void aFileThatAClockFarAheadBeganIsPutAwayWhenTheClockIsRightAgain() throws IOException {
        clock.set("2036-11-23T12:00:00Z");
        accept();
        copy();
        clock.set("2026-11-23T12:00:00Z");
        accept();
        copy();

        assertThat(ids("audit-2036-11-23.jsonl")).containsExactly(1);
        assertThat(ids("audit.jsonl")).containsExactly(2);
    }

    @Test
    void aDaysFileThatIsThereAlreadyIsKept() throws IOException {
        Files.writeString(ledger.folder().audit().resolve("audit-2026-11-23.jsonl"), "{\"id\":-1}\n");
        Files.writeString(ledger.folder().audit().resolve("audit-2026-11-23-2.jsonl"), "{\"id\":-2}\n");
        accept();
        clock.set("2026-11-24T12:00:00Z");
        accept();
        copy();

        assertThat(ids("audit-2026-11-23.jsonl")).containsExactly(-1);
        assertThat(ids("audit-2026-11-23-2.jsonl")).containsExactly(-2);
        assertThat(ids("audit-2026-11-23-3.jsonl")).containsExactly(1);
        assertThat(ids("audit.jsonl")).containsExactly(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":1,\"at\":\"2026-",
                "no JSON",
                "{}",
                "[]",
                "{\"at\":\"yesterday\"}",
                " ",
                "\u0000\u0000",
                "{\"at\":"
            })
    void aFileThatBeginsWithNonsenseStopsNothing(String first) throws IOException {
        Path current = ledger.folder().audit().resolve("audit.jsonl");
        Files.writeString(current, first + "\n");
        Files.setLastModifiedTime(current, FileTime.from(clock.instant()));
        accept();
        copy();

        assertThat(lines()).hasSize(2).last().asString().startsWith("{\"id\":1,\"at\":\"2026-11-23T12:00:00Z\",");
    }

    @Test
    void aFileThatIsNotUtf8StopsNothing() throws IOException {
        Path current = ledger.folder().audit().resolve("audit.jsonl");
        Files.write(current, new byte[] {(byte) 0xff, (byte) 0xfe, '\n'});
        Files.setLastModifiedTime(current, FileTime.from(clock.instant()));
        accept();
        copy();

        assertThat(Files.size(current)).isGreaterThan(100);
    }

    @Test
    void aFileThatBeginsWithNonsenseIsOfTheDayOfItsLastChange() throws IOException {
        Path current = ledger.folder().audit().resolve("audit.jsonl");
        Files.writeString(current, "no JSON\n");
        Files.setLastModifiedTime(current, FileTime.from(Instant.parse("2026-11-20T12:00:00Z")));
        accept();
        copy();

        assertThat(names()).containsExactly("audit-2026-11-20.jsonl", "audit.jsonl");
        assertThat(ids("audit.jsonl")).containsExactly(1);
    }

    @Test
    void anEmptyFileIsFilled() throws IOException {
        Files.createFile(ledger.folder().audit().resolve("audit.jsonl"));
        accept();
        copy();

        assertThat(ids("audit.jsonl")).containsExactly(1);
    }

    @Test
    void aLineThatACrashToreOffIsNotGluedToTheNext() throws IOException {
        accept();
        copy();
        Path current = ledger.folder().audit().resolve("audit.jsonl");
        Files.writeString(current, Files.readString(current) + "{\"id\":2,\"at\":\"2026-");
        accept();
        copy();

        assertThat(lines()).hasSize(3).last().asString().startsWith("{\"id\":2,\"at\":\"2026-11-23T12:00:00Z\",");
    }

    private void accept() {
        StatusChange change = new StatusChange("u" + accepted, Action.DEACTIVATE, null, null, null, null);
        ledger.acceptance().accept(Origin.file(batch), List.of(Row.of(2L + accepted++, "deactivate", change)));
    }

    private void copy() throws IOException {
        file.process(new DefaultExchange(new DefaultCamelContext()));
    }

    /** Once; another instance writes meanwhile, if anything is given. */
    private void fillTheDiskAfterHalfALine(String another) {
        AtomicInteger writes = new AtomicInteger();
        file = new AuditFile(ledger.auditTrail(), TestTraces.off(), ledger.folder()) {
            @Override
            void write(FileChannel channel, ByteBuffer lines) throws IOException {
                switch (writes.incrementAndGet()) {
                    case 1 -> {
                        int all = lines.limit();
                        super.write(channel, lines.limit(all / 2));
                        lines.limit(all);
                        Files.writeString(
                                ledger.folder().audit().resolve("audit.jsonl"), another, StandardOpenOption.APPEND);
                    }
                    case 2 -> throw new IOException("No space left on device");
                    default -> super.write(channel, lines);
                }
            }
        };
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(ledger.folder().audit().resolve("audit.jsonl"));
    }

    private List<String> values(String key) throws IOException {
        List<String> values = new ArrayList<>();
        for (String line : lines()) {
            values.add(json.readTree(line).path(key).asText());
        }
        return values;
    }

    private List<Integer> ids(String name) throws IOException {
        List<Integer> ids = new ArrayList<>();
        for (String line : Files.readAllLines(ledger.folder().audit().resolve(name))) {
            JsonNode entry = json.readTree(line);
            ids.add(entry.path("id").asInt());
        }
        return ids;
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(ledger.folder().audit())) {
            return files.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}
