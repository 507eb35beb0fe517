package dev.zoomstatus.intake;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;

/** Opens files dropped into the inbox. The end of a file's name says how it is read. */
public final class FileRows {
    private FileRows() {}

    /**
     * Opens a file, but no symbolic link, and reads as far as its first row. Neither a long file nor a long row takes
     * memory: what is held is a window of some 128 KiB.
     *
     * @param file where the file lies
     * @param name what the sender called it: {@code .csv}, {@code .json} or {@code .ndjson}, in any case
     * @param reader checks the fields
     * @return at least one row; to be closed
     * @throws UnreadableFileException if no row at all can be accepted: no data, no columns, not UTF-8 at its start, or
     *     a file of another kind
     * @throws IOException if the file cannot be read
     */
    public static Rows open(Path file, String name, ChangeReader reader) throws IOException, UnreadableFileException {
        Format format = format(name);
        ByteSource bytes = new ByteSource(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
        boolean opened = false;
        try {
            FileStart.check(bytes);
            Rows rows = OpenedRows.open(bytes, format.source(bytes, reader));
            opened = true;
            return rows;
        } catch (CharacterCodingException e) {
            throw new UnreadableFileException(OpenedRows.NOT_UTF_8);
        } finally {
            if (!opened) {
                bytes.close();
            }
        }
    }

    private static Format format(String name) throws UnreadableFileException {
        return switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
            case "csv" -> CsvRows::open;
            case "json" -> (bytes, reader) -> JsonRows.open(bytes, reader, true);
            case "ndjson" -> (bytes, reader) -> JsonRows.open(bytes, reader, false);
            default ->
                throw new UnreadableFileException(
                        "files of this kind are not read: the name must end in .csv, .json or .ndjson");
        };
    }

    private interface Format {
        RowSource source(ByteSource bytes, ChangeReader reader) throws IOException, UnreadableFileException;
    }
}
