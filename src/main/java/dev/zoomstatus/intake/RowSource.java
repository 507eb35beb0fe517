package dev.zoomstatus.intake;

import dev.zoomstatus.change.Row;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Rows of one format, one at a time. */
interface RowSource {
    /**
     * Reads the next row.
     *
     * @return null at the end
     * @throws java.nio.charset.CharacterCodingException if the row is not UTF-8; nothing is read after it
     * @throws IOException if the file cannot be read
     */
    @Nullable
    Row next() throws IOException;

    /** The line (in a JSON array: the number) of the row read last, or being read when {@link #next()} threw. */
    long line();
}
