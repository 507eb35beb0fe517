package dev.zoomstatus.results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.zoomstatus.SettableClock;
import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.Outcome;
import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import dev.zoomstatus.ledger.Answered;
import dev.zoomstatus.ledger.Batch;
import dev.zoomstatus.ledger.Claim;
import dev.zoomstatus.ledger.LedgerUnavailableException;
import dev.zoomstatus.ledger.Origin;
import dev.zoomstatus.ledger.ResultRow;
import dev.zoomstatus.ledger.ResultRows;
import dev.zoomstatus.ledger.TestLedger;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The result file to the letter: other people's systems read it. */
class ResultFileTest {

    private static final String HEADER =
            "line,user,action,outcome,http_status,zoom_code,message,attempts,request_id,completed_at\r\n";

    private final SettableClock clock = new SettableClock("2026-11-23T12:00:00Z");
    private TestLedger ledger;
    private ResultFile results;
    private Batch batch;

    @BeforeEach
    void open(@TempDir Path folder) {
        ledger = new TestLedger(folder, clock);
        results = new ResultFile(ledger.folder(), ledger.resultRows());
        batch = ledger.batches().begin("leavers.csv");
    }

    @AfterEach
    void close() {
        ledger.close();
    }

    @Test
    void isNamedAfterTheFile() throws IOException {
        assertThat(results.write(batch))
                .isEqualTo(ledger.folder().results().resolve("leavers.csv.result.csv"))
                .exists();
    }

    @Test
    void hasTheColumnsInTheirOrder() throws IOException {
        accept(row(2, "anna@example.com", "R1"));
        endNext(Outcome.REJECTED, new Answered(400, 200, "Zoom Room and Admin users' status", "T1"));

        assertThat(text())
                .isEqualTo(HEADER
                        + "2,anna@example.com,deactivate,REJECTED,400,200,Zoom Room and Admin users' status,1,R1,"
                        + "2026-11-23T12:00:00Z\r\n");
    }

    @Test
    void leavesEmptyWhatThereIsNot() throws IOException {
        accept(Row.invalid(2, "no user"));

        assertThat(text()).isEqualTo(HEADER + "2,,,INVALID,,,no user,0," + batch.id() + "-2,2026-11-23T12:00:00Z\r\n");
    }

    @Test
    void aDraftThatCannotBeWrittenToItsEndLeavesTheDiskItsRoom() throws IOException {
        results = new ResultFile(ledger.folder(), new ResultRows(ledger.database()) {
            @Override
            public List<ResultRow> after(Batch of, long line, int most) {
                throw new LedgerUnavailableException(new IOException("away"));
            }
        });

        assertThatThrownBy(() -> results.write(batch)).isInstanceOf(LedgerUnavailableException.class);

        assertThat(ledger.folder().results()).isEmptyDirectory();
    }

    @Test
    void isQuotedAsInRfc4180() throws IOException {
        accept(row(2, "a,b@x.org", "say \"R\""));
        endNext(Outcome.UPDATED, new Answered(204, null, "", null));

        assertThat(text()).contains("\r\n2,\"a,b@x.org\",deactivate,UPDATED,204,,,1,\"say \"\"R\"\"\",");
    }

    @Test
    void isUtf8WithoutByteOrderMark() throws IOException {
        accept(row(2, "zoë@example.com", "請求-😀"));
        endNext(Outcome.UPDATED, new Answered(204, null, "", null));

        assertThat(Files.readAllBytes(results.write(batch)))
                .isEqualTo((HEADER + "2,zoë@example.com,deactivate,UPDATED,204,,,1,請求-😀,2026-11-23T12:00:00Z\r\n")
                        .getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void isInTheOrderOfTheInputHoweverTheRowsEnded() throws IOException {
        accept(row(2, "a@x.org", null), Row.invalid(3, "no user"), row(5, "b@x.org", null), row(9, "c@x.org", null));
        List<Claim> claims = ledger.claim();
        for (int i = claims.size() - 1; i >= 0; i--) {
            end(claims.get(i), Outcome.UPDATED, new Answered(204, null, "", null));
        }

        assertThat(records()).extracting(record -> record.get("line")).containsExactly("2", "3", "5", "9");
    }

    @Test
    void countsTheCallsOfEachRow() throws IOException {
        accept(row(2, "a@x.org", null));
        for (int i = 0; i < 2; i++) {
            ledger.settlements()
                    .putBack(
                            ledger.claim().get(0),
                            clock.instant(),
                            true,
                            new Answered(503, null, "busy", null),
                            "busy");
        }
        endNext(Outcome.UPDATED, new Answered(204, null, "", null));

        assertThat(records()).extracting(record -> record.get("attempts")).containsExactly("3");
    }

    @ParameterizedTest(name = "a user {0} is written {1}")
    @CsvSource({"=1+1, '''=1+1'", "+41, '''+41'", "-1, '''-1'", "@SUM(A1), '''@SUM(A1)'", "a=b, a=b", "'''=1', '''=1'"})
    void aCellIsNoFormula(String user, String cell) throws IOException {
        accept(row(2, user, user));
        endNext(Outcome.REJECTED, new Answered(400, 1, user, null));

        assertThat(records())
                .extracting(record -> record.get("user"), record -> record.get("message"), r -> r.get("request_id"))
                .containsExactly(tuple(cell, cell, cell));
    }

    @ParameterizedTest
    @CsvSource({"'\t=1'", "'\r=1'"})
    void aCellThatBeginsWithATabOrALineEndIsNoFormula(String cell) {
        assertThat(ResultFile.unformula(cell)).isEqualTo("'" + cell);
    }

    @Test
    void anActionThatMakesNoSenseIsNoFormula() throws IOException {
        accept(new Row(2, "a@x.org", "=DELETE", null, null, "action: write activate or deactivate"));

        assertThat(records()).extracting(record -> record.get("action")).containsExactly("'=delete");
    }

    @Test
    void hasARowForEachOfManyRows() throws IOException {
        int rows = 5001; // one more than a page
        accept(IntStream.range(0, rows)
                .mapToObj(i -> Row.invalid(i + 2L, "no user"))
                .toArray(Row[]::new));

        assertThat(records())
                .extracting(record -> Long.valueOf(record.get("line")))
                .hasSize(rows)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void leavesNoDraftBehind() throws IOException {
        results.write(batch);

        assertThat(files()).containsExactly("leavers.csv.result.csv");
    }

    @Test
    void leavesNoDraftOfADeadProcessBehind() throws IOException {
        Files.writeString(ledger.folder().results().resolve("." + batch.id() + ".another.tmp"), "x".repeat(10_000));

        assertThat(text()).isEqualTo(HEADER);
        assertThat(files()).containsExactly("leavers.csv.result.csv");
    }

    @Test
    void isNotThereUntilItIsWhole() throws IOException {
        Path inTheWay = ledger.folder().results().resolve("leavers.csv.result.csv");
        Files.createDirectories(inTheWay.resolve("full")); // so that the last step fails

        assertThatThrownBy(() -> results.write(batch)).isInstanceOf(IOException.class);

        assertThat(inTheWay).isDirectory();
        assertThat(files()).hasSize(2).anyMatch(name -> name.endsWith(".tmp"));
    }

    @Test
    void eachInstanceWritesADraftOfItsOwn() throws IOException {
        Files.createDirectories(ledger.folder().results().resolve("leavers.csv.result.csv/full"));
        ResultFile another = new ResultFile(ledger.folder(), ledger.resultRows());

        assertThatThrownBy(() -> results.write(batch)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> another.write(batch)).isInstanceOf(IOException.class);

        assertThat(files()).filteredOn(name -> name.endsWith(".tmp")).hasSize(2);
    }

    private void accept(Row... rows) {
        ledger.acceptance().accept(Origin.file(batch), Arrays.asList(rows));
    }

    private void endNext(Outcome outcome, Answered answer) {
        end(ledger.claim().get(0), outcome, answer);
    }

    private void end(Claim claim, Outcome outcome, Answered answer) {
        ledger.settlements().end(claim, outcome, answer, TestLedger.NOBODY);
    }

    private String text() throws IOException {
        return Files.readString(results.write(batch));
    }

    private List<CSVRecord> records() throws IOException {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        return format.parse(new StringReader(text())).getRecords();
    }

    private List<String> files() throws IOException {
        try (Stream<Path> files = Files.list(ledger.folder().results())) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static Row row(long line, String user, @Nullable String requestId) {
        return Row.of(line, "deactivate", new StatusChange(user, Action.DEACTIVATE, requestId, null, null, null));
    }
}
