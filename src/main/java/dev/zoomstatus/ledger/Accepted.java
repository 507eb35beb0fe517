package dev.zoomstatus.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What became of the rows that were handed to the ledger.
 *
 * @param accepted how many wait to be carried out
 * @param invalid how many make no sense
 * @param duplicates how many were there before
 * @param refusal what is to be mended in the last of those that make no sense; null if all do
 */
public record Accepted(int accepted, int invalid, int duplicates, @Nullable String refusal) {

    /** Nothing new: all was known already. */
    public static final Accepted NOTHING = new Accepted(0, 0, 0, null);
}
