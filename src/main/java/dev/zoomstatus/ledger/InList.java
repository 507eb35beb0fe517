package dev.zoomstatus.ledger;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Values for an {@code IN (...)}. */
final class InList {

    private InList() {}

    /**
     * The values, the last of them said again until their number is a power of two: a statement is kept for each number
     * of values, and so only a few are.
     *
     * @param values one at least
     */
    static <T> List<T> padded(List<T> values) {
        int size = Integer.highestOneBit(2 * values.size() - 1);
        List<T> padded = new ArrayList<>(values);
        padded.addAll(Collections.nCopies(size - values.size(), values.get(values.size() - 1)));
        return padded;
    }
}
