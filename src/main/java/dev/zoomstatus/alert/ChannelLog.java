package dev.zoomstatus.alert;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** Says in the log that a channel does not work, once in ten minutes; and that it works again. */
final class ChannelLog {

    private static final Logger LOG = Logger.getLogger("dev.zoomstatus.alert");
    private static final Duration EVERY = Duration.ofMinutes(10);

    private final String key;
    private final Clock clock;
    private Instant toldAt = Instant.EPOCH;
    private boolean failing;

    ChannelLog(String key, Clock clock) {
        this.key = key;
        this.clock = clock;
    }

    void failing(String why) {
        failing = true;
        if (isTime()) {
            LOG.warn(key + ": alerts cannot be sent, tried again: " + why);
        }
    }

    /** The alert itself stands in the log already. */
    void dropped(Digest digest, String why) {
        failing = true;
        if (isTime()) {
            LOG.error(key + ": " + digest.count() + " alerts " + digest.kind() + " are dropped: " + why);
        }
    }

    void works() {
        if (failing) {
            LOG.info(key + ": alerts are sent again");
        }
        failing = false;
        toldAt = Instant.EPOCH;
    }

    private boolean isTime() {
        Instant now = clock.instant();
        boolean time = !now.isBefore(toldAt.plus(EVERY));
        if (time) {
            toldAt = now;
        }
        return time;
    }
}
