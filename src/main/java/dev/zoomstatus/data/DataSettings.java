package dev.zoomstatus.data;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;

/** Settings {@code data.*}. */
@ConfigMapping(prefix = "data")
public interface DataSettings {

    /** The folder that holds everything this application keeps. */
    Path dir();
}
