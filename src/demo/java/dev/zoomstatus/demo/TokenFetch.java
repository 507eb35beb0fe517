package dev.zoomstatus.demo;

import java.time.Instant;

/**
 * One request to the token address.
 *
 * @param at when it came
 * @param startNanos the same by {@link System#nanoTime()}
 * @param endNanos when it ended, by the same clock
 * @param status what was answered; 0 for nothing
 */
public record TokenFetch(Instant at, long startNanos, long endNanos, int status) {}
