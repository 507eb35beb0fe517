package dev.zoomstatus.intake;

import java.time.DateTimeException;
import java.time.ZoneId;
import org.eclipse.microprofile.config.spi.Converter;

/** Reads a time zone. The built-in conversion would not say which key is at fault. */
public class ZoneConverter implements Converter<ZoneId> {
    private static final long serialVersionUID = 1L;

    /** Made by the configuration. */
    public ZoneConverter() {}

    @Override
    public ZoneId convert(String value) {
        try {
            return ZoneId.of(value);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("write a time zone such as UTC or Europe/Berlin", e);
        }
    }
}
