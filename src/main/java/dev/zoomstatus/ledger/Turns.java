package dev.zoomstatus.ledger;

/**
 * Times at which one call each may be sent; in nanoseconds since 1970 by the ledger's clock.
 *
 * @param first the first of them; if there is none, the first that would be free
 * @param interval from one to the next
 * @param count how many there are
 */
public record Turns(long first, long interval, int count) {

    /** The turn of that index, from 0. */
    public long at(int index) {
        return first + index * interval;
    }

    /** The turn after the last. */
    public long end() {
        return at(count);
    }
}
