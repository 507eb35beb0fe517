package dev.zoomstatus.ledger;

import dev.zoomstatus.change.Outcome;

/**
 * Why a row is not accepted.
 *
 * @param outcome INVALID or DUPLICATE
 * @param message for people
 */
record Refusal(Outcome outcome, String message) {}
