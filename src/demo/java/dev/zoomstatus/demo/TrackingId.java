package dev.zoomstatus.demo;

import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The header that Zoom puts on every answer. */
final class TrackingId {

    static final String NAME = "x-zm-trackingid";

    private TrackingId() {}

    static Header next() {
        // Not UUID.randomUUID: all calls would queue for its one secure random.
        ThreadLocalRandom random = ThreadLocalRandom.current();
        String id = new UUID(random.nextLong(), random.nextLong()).toString();
        return new Header(NAME, "PRETEND_" + id.toUpperCase(Locale.ROOT));
    }
}
