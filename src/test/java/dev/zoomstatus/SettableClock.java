package dev.zoomstatus;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that stands still until told. */
public final class SettableClock extends Clock {

    private volatile Instant now;

    /** Stands at the given time. */
    public SettableClock(String now) {
        this.now = Instant.parse(now);
    }

    /** Goes on, or back, by that much. */
    public void advance(Duration by) {
        now = now.plus(by);
    }

    /** Stands at the given time from now on. */
    public void set(String time) {
        now = Instant.parse(time);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
