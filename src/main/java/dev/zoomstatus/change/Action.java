package dev.zoomstatus.change;

import java.util.Locale;
import java.util.Optional;

/** What is to be done with a user; the two values Zoom's field {@code action} knows. */
public enum Action {
    /** Lets the user sign in again; does not give licences back. */
    ACTIVATE,
    /** Locks the user out and takes all licences away. */
    DEACTIVATE;

    /** Names the action as Zoom, files and messages spell it: {@code activate} or {@code deactivate}. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads an action without regard to case and to white space around it.
     *
     * @return empty if the text is no action
     */
    public static Optional<Action> parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "activate" -> Optional.of(ACTIVATE);
            case "deactivate" -> Optional.of(DEACTIVATE);
            default -> Optional.empty();
        };
    }
}
