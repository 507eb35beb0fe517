package dev.zoomstatus.alert;

import java.time.Duration;

/** A channel's other side did not take a digest; the message says why without naming its address. */
final class UndeliveredException extends Exception {

    private static final long serialVersionUID = 1;

    private final String why;
    private final boolean refused;
    private final Duration notBefore;

    private UndeliveredException(String why, boolean refused, Duration notBefore) {
        super(why);
        this.why = why;
        this.refused = refused;
        this.notBefore = notBefore;
    }

    /** It may be taken later, but not before so long a time has passed. */
    static UndeliveredException later(String why, Duration notBefore) {
        return new UndeliveredException(why, false, notBefore);
    }

    /** It would be refused again and again. */
    static UndeliveredException refused(String why) {
        return new UndeliveredException(why, true, Duration.ZERO);
    }

    String why() {
        return why;
    }

    boolean isRefused() {
        return refused;
    }

    Duration notBefore() {
        return notBefore;
    }
}
