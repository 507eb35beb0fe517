package dev.zoomstatus.ledger;

/**
 * What became of the rows that were handed to the ledger.
 *
 * @param accepted how many wait to be carried out
 * @param invalid how many make no sense
 * @param duplicates how many were there before
 */
public record Accepted(int accepted, int invalid, int duplicates) {

    /** Nothing new: all was known already. */
    public static final Accepted NOTHING = new Accepted(0, 0, 0);
}
