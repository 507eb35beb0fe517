package dev.zoomstatus.intake;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.util.List;

/**
 * Splits CSV into records and cells as RFC 4180 has it: a quote counts only at the start of a cell, two quotes in a
 * quoted cell are one, and a quoted cell may hold line ends. Works on bytes, so that a record is never longer in memory
 * than its limit, whatever a stray quote makes of the file.
 */
final class CsvRecords {
    /** What is wrong with a record. */
    enum Flaw {
        NONE,
        TOO_LONG,
        QUOTE_NOT_CLOSED,
        TEXT_AFTER_QUOTE
    }

    private enum State {
        CELL_START,
        PLAIN,
        QUOTED,
        QUOTE_IN_QUOTED,
        SPACE_AFTER_QUOTED
    }

    private final ByteSource source;
    private final char delimiter;
    private final CsvCells cells = new CsvCells();
    private int size;
    private long line;
    private long lastLine;
    private State state = State.CELL_START;
    private Flaw flaw = Flaw.NONE;

    CsvRecords(ByteSource source, char delimiter) {
        this.source = source;
        this.delimiter = delimiter;
    }

    /** Reads the next record; false at the end of the file. A blank line is a record of one blank cell. */
    boolean next() throws IOException {
        if (source.peek() == ByteSource.END) {
            return false;
        }
        begin();
        int next = source.read();
        while (next != ByteSource.END && !endsRecord(next)) {
            count();
            take(next);
            next = source.read();
        }
        source.finishLineEnd(next);
        lastLine = next == ByteSource.END ? source.line() : source.line() - 1;
        finish();
        return true;
    }

    /** The line in which the record begins. */
    long line() {
        return line;
    }

    /** The line in which the record ends. */
    long lastLine() {
        return lastLine;
    }

    Flaw flaw() {
        return flaw;
    }

    /** Decodes the cells; of a record that is too long or never ends, those that came whole. */
    List<String> cells() throws CharacterCodingException {
        return cells.texts();
    }

    private void begin() {
        cells.clear();
        size = 0;
        line = source.line();
        state = State.CELL_START;
        flaw = Flaw.NONE;
    }

    private boolean endsRecord(int next) {
        return (next == '\n' || next == '\r') && state != State.QUOTED;
    }

    private void count() {
        if (size < RecordBuffer.LIMIT) {
            size++;
        } else {
            flaw = Flaw.TOO_LONG;
        }
    }

    private void take(int next) {
        switch (state) {
            case CELL_START -> {
                if (next == '"') {
                    state = State.QUOTED;
                } else {
                    takePlain(next);
                }
            }
            case PLAIN -> takePlain(next);
            case QUOTED -> {
                if (next == '"') {
                    state = State.QUOTE_IN_QUOTED;
                } else {
                    add(next);
                }
            }
            case QUOTE_IN_QUOTED -> {
                if (next == '"') {
                    add(next);
                    state = State.QUOTED;
                } else {
                    takeAfterQuoted(next);
                }
            }
            case SPACE_AFTER_QUOTED -> takeAfterQuoted(next);
        }
    }

    private void takePlain(int next) {
        if (next == delimiter) {
            endCell();
            state = State.CELL_START;
        } else {
            add(next);
            state = State.PLAIN;
        }
    }

    private void takeAfterQuoted(int next) {
        if (next == ' ') {
            state = State.SPACE_AFTER_QUOTED;
            return;
        }
        if (next != delimiter && flaw == Flaw.NONE) {
            flaw = Flaw.TEXT_AFTER_QUOTE;
        }
        takePlain(next);
    }

    private void add(int next) {
        if (flaw != Flaw.TOO_LONG) {
            cells.add(next);
        }
    }

    private void endCell() {
        if (flaw != Flaw.TOO_LONG) {
            cells.end();
        }
    }

    private void finish() {
        if (state == State.QUOTED) {
            flaw = Flaw.QUOTE_NOT_CLOSED;
        } else {
            endCell();
        }
    }
}
