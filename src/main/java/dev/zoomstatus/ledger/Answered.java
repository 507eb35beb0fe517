package dev.zoomstatus.ledger;

import org.jspecify.annotations.Nullable;

/**
 * What is kept of Zoom's answer.
 *
 * @param httpStatus null if there was no answer
 * @param zoomCode null if the body had none
 * @param message for people; clean of control characters
 * @param trackingId what Zoom's support asks for, null if there was none
 */
public record Answered(
        @Nullable Integer httpStatus, @Nullable Integer zoomCode, String message, @Nullable String trackingId) {}
