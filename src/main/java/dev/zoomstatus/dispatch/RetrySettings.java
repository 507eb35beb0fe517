package dev.zoomstatus.dispatch;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** Settings {@code retry.*}. */
@ConfigMapping(prefix = "retry")
public interface RetrySettings {

    /** The longest first wait. */
    Duration initialDelay();

    /** The longest wait. */
    Duration maxDelay();

    /** When to give up, counted from the first call, account pauses excluded. */
    Duration giveUpAfter();
}
