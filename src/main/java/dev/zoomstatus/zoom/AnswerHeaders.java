package dev.zoomstatus.zoom;

import dev.zoomstatus.change.Printable;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The headers of an answer that mean something to us, as they came.
 *
 * @param tracking {@code x-zm-trackingid}
 * @param retry {@code Retry-After}
 * @param limitType {@code X-RateLimit-Type}
 */
public record AnswerHeaders(@Nullable String tracking, @Nullable String retry, @Nullable String limitType) {

    /** Beyond this a wait is taken for nonsense: Zoom's longest limit is a day's. */
    private static final Duration LONGEST_WAIT = Duration.ofHours(26);

    private static final int MOST_OF_A_TRACKING_ID = 128;

    /** Zoom's name for the call; {@code ***} in place of each secret. */
    @Nullable
    String trackingId(Secrets secrets, String token) {
        return tracking == null ? null : Printable.clean(secrets.masked(tracking, token), MOST_OF_A_TRACKING_ID);
    }

    boolean isDailyLimit() {
        return limitType != null && limitType.toLowerCase(Locale.ROOT).startsWith("daily");
    }

    /**
     * The time before which no call is wanted: an ISO-8601 instant as Zoom documents it, or seconds, or an HTTP date (RFC
     * 9110, 10.2.3). Null if the header is missing or makes no sense; never more than 26 hours away.
     */
    @Nullable
    Instant retryAfter(Instant now) {
        if (retry == null) {
            return null;
        }
        Instant wanted = parse(retry.strip(), now);
        if (wanted == null) {
            return null;
        }
        Instant latest = now.plus(LONGEST_WAIT);
        return wanted.isAfter(latest) ? latest : wanted;
    }

    private static @Nullable Instant parse(String text, Instant now) {
        if (text.matches("\\d+")) {
            boolean countable = text.length() <= 9;
            return now.plusSeconds(countable ? Long.parseLong(text) : LONGEST_WAIT.toSeconds());
        }
        try {
            return text.contains(",")
                    ? ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }
}
