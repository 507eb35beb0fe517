package dev.zoomstatus.intake;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The cells of one CSV record, as bytes without their quotes. */
final class CsvCells {
    private final RecordBuffer bytes = new RecordBuffer();
    private int[] ends = new int[16];
    private int count;

    void clear() {
        bytes.clear();
        count = 0;
    }

    /** Adds a byte to the cell under way. */
    void add(int next) {
        bytes.add(next);
    }

    /** Ends the cell under way. */
    void end() {
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 2 * count);
        }
        ends[count++] = bytes.length();
    }

    /** Decodes the cells that have ended. Each by itself: halves of a character in two cells make no character. */
    List<String> texts() throws CharacterCodingException {
        List<String> texts = new ArrayList<>(count);
        int start = 0;
        for (int cell = 0; cell < count; cell++) {
            texts.add(bytes.text(start, ends[cell]));
            start = ends[cell];
        }
        return texts;
    }
}
