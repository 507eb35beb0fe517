package dev.zoomstatus.intake;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads the time from which a change counts: ISO-8601 with offset, or local in the zone given. */
final class EffectiveTime {
    static final String HINT = " is not a date and time of the years 2000 to 9999:"
            + " write 2026-12-01T09:00:00+01:00, or 2026-12-01T09:00 for local time";

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            // Lenient for the offset only, and only this pattern then takes +01:00, +0100 (as of strftime) and +01.
            .parseLenient()
            .appendOffset("+HH", "Z")
            .optionalEnd()
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private final ZoneId zone;

    EffectiveTime(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * Reads a time. A local time that a zone skips in spring counts as the same time after the skip; one that comes
     * twice in autumn as the first. Parts of a millisecond do not count: the ledger does not keep them, and the same
     * change sent again must be the same.
     *
     * @return null if the text is no date and time of the years 2000 to 9999
     */
    @Nullable
    Instant parse(String text) {
        try {
            TemporalAccessor time = FORMAT.parse(text);
            int year = time.get(ChronoField.YEAR);
            return year < 2000 || year > 9999 ? null : instant(time).truncatedTo(ChronoUnit.MILLIS);
        } catch (DateTimeException e) {
            return null;
        }
    }

    private Instant instant(TemporalAccessor time) {
        if (time.isSupported(ChronoField.OFFSET_SECONDS)) {
            return OffsetDateTime.from(time).toInstant();
        }
        return LocalDateTime.from(time).atZone(zone).toInstant();
    }
}
