package dev.zoomstatus.demo;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One call of the API as the pretend Zoom saw it.
 *
 * @param number 1 for the first since the start
 * @param at when it had come in
 * @param startNanos the same by {@link System#nanoTime()}
 * @param endNanos when the answer left or the connection ended, by the same clock; 0 while under way
 * @param user decoded; empty if the path made no sense
 * @param action empty if the body made no sense
 * @param tokenHash tells tokens apart and gives none away; empty for no token
 * @param request as it came, without the value of the Authorization header
 * @param status what was answered; 0 while there is no (whole) answer
 */
public record Call(
        long number,
        Instant at,
        long startNanos,
        long endNanos,
        String user,
        String action,
        String tokenHash,
        RawRequest request,
        int status) {

    /** Whether it is over. */
    public boolean ended() {
        return endNanos != 0;
    }

    /** The path as sent. */
    public String rawPath() {
        return request.target();
    }

    /** The headers by their lower-cased names, without the value of Authorization. */
    public Map<String, List<String>> headers() {
        return request.headerMap();
    }

    /** The body as sent, one char for each byte. */
    public String body() {
        return request.body();
    }

    Call ended(int answered) {
        return new Call(number, at, startNanos, System.nanoTime(), user, action, tokenHash, request, answered);
    }
}
