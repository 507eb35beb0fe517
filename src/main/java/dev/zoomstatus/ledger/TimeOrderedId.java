package dev.zoomstatus.ledger;

import java.util.UUID;

/** Version 7 UUIDs (RFC 9562): ordered by time, so that an index on them grows at its end only. */
final class TimeOrderedId {

    private TimeOrderedId() {}

    static String at(long millis) {
        UUID random = UUID.randomUUID();
        long high = (millis << 16) | 0x7000L | (random.getMostSignificantBits() & 0x0fffL);
        return new UUID(high, random.getLeastSignificantBits()).toString();
    }
}
