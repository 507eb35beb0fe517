package dev.zoomstatus.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.change.Row;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of any size is read as its rows are asked for, and never held. */
class RowStreamTest {

    private static final String HEADER = "user,action,reason\n";
    private static final String ROW = "a@x.org,activate," + "x".repeat(1_006) + "\n";
    private static final String LONG_ROW = "a@x.org,activate," + "x".repeat(2_000_000) + "\n";

    /** Counts what is taken out of it. */
    private static final class CountedStream extends InputStream {
        private final InputStream in;
        private long taken;

        CountedStream(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            throw new IOException("one byte at a time would be slow");
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = in.read(bytes, offset, length);
            taken += Math.max(read, 0);
            return read;
        }
    }

    @Test
    void ofAFileOf50MegabytesNoMoreThanAWindowIsReadAhead() throws IOException, UnreadableFileException {
        Stream<String> parts = Stream.of(
                        Stream.of(HEADER),
                        Stream.generate(() -> ROW).limit(25_000),
                        Stream.of(LONG_ROW),
                        Stream.generate(() -> ROW).limit(25_000))
                .flatMap(part -> part);
        CountedStream file = new CountedStream(new SequenceInputStream(Collections.enumeration(
                parts.map(part -> (InputStream) new ByteArrayInputStream(part.getBytes(StandardCharsets.US_ASCII)))
                        .toList())));
        RowSource rows = CsvRows.open(new ByteSource(file), Dropped.READER);

        long valid = 0;
        long handedOut = HEADER.length();
        for (Row row = rows.next(); row != null; row = rows.next()) {
            boolean isLong = row.change() == null;
            valid += isLong ? 0 : 1;
            handedOut += isLong ? LONG_ROW.length() : ROW.length();
            assertThat(file.taken - handedOut).isBetween(0L, 2L * ByteSource.WINDOW);
        }
        assertThat(valid).isEqualTo(50_000);
        assertThat(file.taken).isEqualTo(handedOut).isGreaterThan(50_000_000);
    }

    @Test
    void eachOfManyBadRowsIsARowOfItsOwn(@TempDir Path folder) throws IOException, UnreadableFileException {
        int count = 300_000;
        Path file = Files.writeString(folder.resolve("bad.csv"), "user,action\n" + "a b,whatever\n".repeat(count));

        int invalid = 0;
        try (Rows rows = FileRows.open(file, "bad.csv", Dropped.READER)) {
            while (rows.hasNext()) {
                invalid += rows.next().problem() == null ? 0 : 1;
            }
        }
        assertThat(invalid).isEqualTo(count);
    }
}
