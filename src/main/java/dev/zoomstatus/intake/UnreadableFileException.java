package dev.zoomstatus.intake;

/** A file of which no row can be accepted. The message is for people: it says what is wrong and what to mend. */
public final class UnreadableFileException extends Exception {
    private static final long serialVersionUID = 1L;

    /** Makes one with a message for people, which must hold no text of the file that was not made safe to show. */
    public UnreadableFileException(String message) {
        super(message);
    }
}
