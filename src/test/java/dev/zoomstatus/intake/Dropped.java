package dev.zoomstatus.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.zoomstatus.change.Row;
import dev.zoomstatus.change.StatusChange;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A file as it is dropped into the inbox, and what is read from it. */
final class Dropped {
    static final ChangeReader READER = new ChangeReader(ZoneId.of("Europe/Berlin"));

    private final String name;
    private final byte[] content;

    Dropped(String name, byte[] content) {
        this.name = name;
        this.content = content;
    }

    static Dropped csv(String text) {
        return file("leavers.csv", text);
    }

    static Dropped json(String text) {
        return file("leavers.json", text);
    }

    static Dropped ndjson(String text) {
        return file("leavers.ndjson", text);
    }

    static Dropped file(String name, String text) {
        return new Dropped(name, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads all rows of a file that is accepted. */
    List<Row> rows() {
        try {
            return read();
        } catch (UnreadableFileException e) {
            throw new AssertionError("the file was refused", e);
        }
    }

    /** Reads all rows, or throws why there are none. */
    List<Row> read() throws UnreadableFileException {
        try {
            Path file = Files.createTempFile("dropped", null);
            try {
                Files.write(file, content);
                return read(file);
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads a file of which all rows make sense. */
    List<StatusChange> changes() {
        return rows().stream()
                .map(row -> Objects.requireNonNull(row.change(), () -> "line " + row.line() + ": " + row.problem()))
                .toList();
    }

    /** Reads a file of one row, which makes sense. */
    StatusChange change() {
        assertThat(rows()).hasSize(1);
        return changes().get(0);
    }

    /** Reads a file of one row, and says what is wrong with it. */
    String problem() {
        assertThat(rows()).hasSize(1);
        return Objects.requireNonNull(rows().get(0).problem(), "the row makes sense");
    }

    /** Says why the file is accepted in no part. */
    String refusal() {
        UnreadableFileException refused = catchThrowableOfType(UnreadableFileException.class, this::read);
        assertThat(refused).as("refusal of the file").isNotNull();
        return String.valueOf(refused.getMessage());
    }

    private List<Row> read(Path file) throws IOException, UnreadableFileException {
        try (Rows rows = FileRows.open(file, name, READER)) {
            List<Row> all = new ArrayList<>();
            rows.forEachRemaining(all::add);
            return all;
        }
    }
}
