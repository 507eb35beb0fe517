package dev.zoomstatus.alert;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Settings {@code alert.*}. */
@ConfigMapping(prefix = "alert")
public interface AlertSettings {

    /** Of each kind at most one alert in so long. */
    Duration window();

    /** Where digests are posted; a secret. Text and no URI: a failed conversion would print it. */
    Optional<String> webhookUrl();

    /** Who gets digests by mail. */
    Optional<List<String>> mailTo();

    /** The queue that gets digests. */
    Optional<String> queue();
}
