package dev.zoomstatus.intake;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import java.time.ZoneId;

/** Settings {@code schedule.*}. */
@ConfigMapping(prefix = "schedule")
public interface ScheduleSettings {

    /** Zone of times given without offset. */
    @WithConverter(ZoneConverter.class)
    ZoneId zone();
}
