package dev.zoomstatus.intake;

/** A text that is no JSON. Says where, never what: the text may be anything. */
final class BrokenJsonException extends Exception {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    /**
     * Makes one.
     *
     * @param line line in the text, from 1
     * @param column column in the line, from 1
     */
    BrokenJsonException(int line, int column) {
        super("not valid JSON", null, false, false);
        this.line = line;
        this.column = column;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }
}
