package dev.zoomstatus.intake;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** Settings {@code file.*}. */
@ConfigMapping(prefix = "file")
public interface FileSettings {

    /** A file is taken once its size and time have not changed for so long. */
    Duration settle();
}
