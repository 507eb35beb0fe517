package dev.zoomstatus.ledger;

/**
 * The changes of one file.
 *
 * @param id time-ordered, also the beginning of the request ids that are generated for its rows
 * @param file the name that {@code archive/} and {@code results/} use
 * @param lastLine rows up to this line are in the ledger
 * @param rows how many rows are in the ledger
 * @param open how many of them have not ended
 * @param startedAt when reading began, in milliseconds since 1970
 */
public record Batch(String id, String file, long lastLine, long rows, long open, long startedAt) {}
