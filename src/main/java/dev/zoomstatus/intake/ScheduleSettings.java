package dev.zoomstatus.intake;

import io.smallrye.config.ConfigMapping;
import java.time.ZoneId;

/** Settings {@code schedule.*}. */
@ConfigMapping(prefix = "schedule")
public interface ScheduleSettings {

    /** Zone of times given without offset. */
    ZoneId zone();
}
