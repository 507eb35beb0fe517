package dev.zoomstatus.chaos;

/**
 * A promise that was broken.
 *
 * @param kind which
 * @param details how, as far as it was seen
 */
record Violation(Kind kind, String details) {

    /** The promises, as the table names them. */
    enum Kind {
        MISSING("missing"),
        OUTCOMES("outcomes ≠ 1"),
        ORDER("order"),
        AT_ONCE("two at once"),
        BUDGET("over budget"),
        REPEATS("repeats over the bound"),
        CONTRACT("Zoom's contract"),
        DEATH("a process ended by itself");

        private final String title;

        Kind(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }
}
