package dev.zoomstatus.alert;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/**
 * What people are told at once: alerts of one kind.
 *
 * @param count how many, at least 1
 * @param examples the first of them, ten at most, each one line; they may quote what others sent
 * @param since when the first was raised
 * @param until when the last was raised
 */
public record Digest(Alert kind, int count, List<String> examples, Instant since, Instant until) {

    private static final int MOST_EXAMPLES = 10;

    /** The digest of a single alert. */
    static Digest of(Alert kind, String example, Instant at) {
        return new Digest(kind, 1, List.of(example), at, at);
    }

    /** Both as one; the other came later and is of the same kind. */
    Digest and(Digest later) {
        List<String> first = examples.size() >= MOST_EXAMPLES
                ? examples
                : Stream.concat(examples.stream(), later.examples.stream())
                        .limit(MOST_EXAMPLES)
                        .toList();
        return new Digest(kind, count + later.count, first, since, later.until);
    }

    /** All of it in one line. */
    String text() {
        return count == 1
                ? kind + ": " + examples.get(0)
                : kind + ": " + count + " " + kind.words() + ", for example: " + String.join(" | ", examples);
    }
}
