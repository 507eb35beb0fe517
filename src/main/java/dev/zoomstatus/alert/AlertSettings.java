package dev.zoomstatus.alert;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** Settings {@code alert.*}. */
@ConfigMapping(prefix = "alert")
public interface AlertSettings {

    /** Of each kind at most one alert in so long. */
    Duration window();
}
