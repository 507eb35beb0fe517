package dev.zoomstatus.data;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.time.Duration;

/** Settings {@code data.*}. */
@ConfigMapping(prefix = "data")
public interface DataSettings {

    /** The folder that holds everything this application keeps. */
    Path dir();

    /** How long is kept what has ended, and the files about it. */
    Duration keep();
}
