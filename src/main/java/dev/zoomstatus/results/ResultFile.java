package dev.zoomstatus.results;

import dev.zoomstatus.data.DataFolder;
import dev.zoomstatus.ledger.Batch;
import dev.zoomstatus.ledger.ResultRow;
import dev.zoomstatus.ledger.ResultRows;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Writes a batch's result file, whole or not at all. */
@ApplicationScoped
public class ResultFile {

    private static final int PAGE = 5000;
    private static final String FORMULA_STARTS = "=+-@\t\r";

    private final DataFolder folder;
    private final ResultRows rows;
    /** Two instances may write a result, if one has stalled: each its own draft. */
    private final String writer = UUID.randomUUID().toString();

    /** Writes into the given folder. */
    public ResultFile(DataFolder folder, ResultRows rows) {
        this.folder = folder;
        this.rows = rows;
    }

    /** Writes the file and returns where it lies. */
    Path write(Batch batch) throws IOException {
        Path file = folder.results().resolve(batch.file() + ".result.csv");
        Path draft = folder.results().resolve("." + batch.id() + "." + writer + ".tmp");
        try {
            write(batch, draft);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(draft); // it would keep the last of a full disk from the ledger
            throw e;
        }
        folder.move(draft, file);
        removeDrafts(batch);
        return file;
    }

    private void write(Batch batch, Path draft) throws IOException {
        try (FileChannel channel = FileChannel.open(
                        draft,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE,
                        StandardOpenOption.TRUNCATE_EXISTING);
                Writer text = new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8);
                CSVPrinter csv = new CSVPrinter(text, CSVFormat.RFC4180)) {
            print(batch, csv);
            csv.flush();
            channel.force(true);
        }
    }

    /** Those that dead processes left. */
    private void removeDrafts(Batch batch) throws IOException {
        try (DirectoryStream<Path> drafts = Files.newDirectoryStream(folder.results(), "." + batch.id() + ".*.tmp")) {
            for (Path draft : drafts) {
                Files.deleteIfExists(draft);
            }
        }
    }

    private void print(Batch batch, CSVPrinter csv) throws IOException {
        csv.printRecord(
                "line",
                "user",
                "action",
                "outcome",
                "http_status",
                "zoom_code",
                "message",
                "attempts",
                "request_id",
                "completed_at");
        List<ResultRow> page = rows.after(batch, -1, PAGE);
        while (!page.isEmpty()) {
            for (ResultRow row : page) {
                print(row, csv);
            }
            page = rows.after(batch, page.get(page.size() - 1).line(), PAGE);
        }
    }

    private static void print(ResultRow row, CSVPrinter csv) throws IOException {
        csv.printRecord(
                row.line(),
                unformula(row.user()),
                unformula(row.action().toLowerCase(Locale.ROOT)),
                row.outcome(),
                row.httpStatus(),
                row.zoomCode(),
                unformula(row.message()),
                row.attempts(),
                unformula(row.requestId()),
                row.completedAt());
    }

    /** Keeps a spreadsheet from taking a cell for a formula (OWASP, "CSV Injection"). */
    static @Nullable String unformula(@Nullable String cell) {
        return cell == null || cell.isEmpty() || FORMULA_STARTS.indexOf(cell.charAt(0)) < 0 ? cell : "'" + cell;
    }
}
