package dev.zoomstatus.zoom;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.NumericChars;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Retry-After in all its forms: Zoom's own, RFC 9110's, and nonsense. */
class AnswerHeadersTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Instant LATEST = NOW.plus(Duration.ofHours(26));

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            2026-11-23T12:00:07Z           | 2026-11-23T12:00:07Z
            2026-11-23T13:00:07+01:00      | 2026-11-23T12:00:07Z
            2020-05-31T00:00:00Z           | 2020-05-31T00:00:00Z
            2999-01-01T00:00:00Z           | 2026-11-24T14:00:00Z
            7                              | 2026-11-23T12:00:07Z
            0                              | 2026-11-23T12:00:00Z
            007                            | 2026-11-23T12:00:07Z
            93600                          | 2026-11-24T14:00:00Z
            93601                          | 2026-11-24T14:00:00Z
            999999999                      | 2026-11-24T14:00:00Z
            99999999999999999999999999     | 2026-11-24T14:00:00Z
            Sun, 06 Nov 1994 08:49:37 GMT  | 1994-11-06T08:49:37Z
            Mon, 23 Nov 2026 12:00:07 GMT  | 2026-11-23T12:00:07Z
            Sun, 23 Nov 2026 12:00:07 GMT  |
            -5                             |
            7.5                            |
            soon                           |
            2026-11-23T12:00:07            |
            2026-13-01T00:00:00Z           |
            """)
    void retryAfterIsRead(String header, @Nullable Instant expected) {
        assertThat(retryAfter(header)).isEqualTo(expected);
    }

    @Test
    void spaceAroundRetryAfterDoesNotMatter() {
        assertThat(retryAfter(" 7 ")).isEqualTo(NOW.plusSeconds(7));
    }

    @Test
    void noRetryAfterIsNoTime() {
        assertThat(retryAfter(null)).isNull();
    }

    @Property
    void anyRetryAfterEndsWithin26Hours(@ForAll String header) {
        assertThat(retryAfter(header)).satisfiesAnyOf(time -> assertThat(time).isNull(), time -> assertThat(time)
                .isBeforeOrEqualTo(LATEST));
    }

    @Property
    void anyNumberOfSecondsIsATimeToCome(@ForAll @NumericChars @NotEmpty String seconds) {
        assertThat(retryAfter(seconds)).isBetween(NOW, LATEST);
    }

    @ParameterizedTest
    @CsvSource({"Daily-limit, true", "daily-limit, true", "QPS, false", "'', false", ", false"})
    void theTypeSaysWhetherTheDayIsUsedUp(@Nullable String type, boolean daily) {
        assertThat(new AnswerHeaders(null, null, type).isDailyLimit()).isEqualTo(daily);
    }

    private static @Nullable Instant retryAfter(@Nullable String header) {
        return new AnswerHeaders(null, header, null).retryAfter(NOW);
    }
}
