package dev.zoomstatus.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which times are understood, and what local times mean in a zone with summer time. */
class EffectiveTimeTest {

    private final EffectiveTime berlin = new EffectiveTime(ZoneId.of("Europe/Berlin"));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            2026-12-01T09:00:00Z          | 2026-12-01T09:00:00Z
            2026-12-01T09:00Z             | 2026-12-01T09:00:00Z
            2026-12-01t09:00:00z          | 2026-12-01T09:00:00Z
            2026-12-01T09:00:00.5Z        | 2026-12-01T09:00:00.500Z
            2026-12-01T09:00:00+01:00     | 2026-12-01T08:00:00Z
            2026-12-01T09:00:00+0100      | 2026-12-01T08:00:00Z
            2026-12-01T09:00:00+01        | 2026-12-01T08:00:00Z
            2026-12-01T09:00:00-05:30     | 2026-12-01T14:30:00Z
            2026-12-01T09:00-0530         | 2026-12-01T14:30:00Z
            2026-12-01T09:00:00+14:00     | 2026-11-30T19:00:00Z
            2026-12-01T09:00:00-00:00     | 2026-12-01T09:00:00Z
            2028-02-29T00:00:00Z          | 2028-02-29T00:00:00Z
            2000-01-01T00:00:00Z          | 2000-01-01T00:00:00Z
            9999-12-31T23:59:59Z          | 9999-12-31T23:59:59Z
            """)
    void anOffsetIsKeptTo(String text, Instant expected) {
        assertThat(berlin.parse(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            2026-12-01T09:00     | 2026-12-01T08:00:00Z
            2026-12-01T09:00:30  | 2026-12-01T08:00:30Z
            2026-07-01T09:00     | 2026-07-01T07:00:00Z
            2026-03-29T01:59:59  | 2026-03-29T00:59:59Z
            2026-03-29T02:30     | 2026-03-29T01:30:00Z
            2026-03-29T03:30     | 2026-03-29T01:30:00Z
            2026-10-25T02:30     | 2026-10-25T00:30:00Z
            2026-10-25T03:00     | 2026-10-25T02:00:00Z
            """)
    void aTimeWithoutOffsetIsLocal(String text, Instant expected) {
        assertThat(berlin.parse(text)).isEqualTo(expected);
    }

    @Test
    void theZoneIsTheOneOfTheSettings() {
        assertThat(new EffectiveTime(ZoneId.of("America/New_York")).parse("2026-12-01T09:00"))
                .isEqualTo("2026-12-01T14:00:00Z");
    }

    @Test
    void partsOfAMillisecondDoNotCount() {
        assertThat(berlin.parse("2026-12-01T09:00:00.123987654Z")).isEqualTo("2026-12-01T09:00:00.123Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "soon",
                "2026-12-01",
                "09:00",
                "01.12.2026 09:00",
                "12/01/2026 09:00",
                "2026-12-01 09:00",
                "2026-12-1T09:00",
                "2026-12-01T9:00",
                "2026-12-01T09",
                "2026-02-29T09:00",
                "2026-02-30T09:00:00Z",
                "2026-04-31T09:00:00Z",
                "2026-13-01T09:00:00Z",
                "2026-00-01T09:00:00Z",
                "2026-12-01T24:00:00Z",
                "2026-12-01T25:00:00Z",
                "2026-12-01T09:60:00Z",
                "2026-12-01T23:59:60Z",
                "2026-12-01T09:00:00+25:00",
                "2026-12-01T09:00:00+1",
                "2026-12-01T09:00:00+010",
                "2026-12-01T09:00:00+01:60",
                "2026-12-01T09:00:00 +01:00",
                "2026-12-01T09:00:00[Europe/Berlin]",
                "2026-12-01T09:00:00+01:00[Europe/Berlin]",
                "2026-12-01T09:00:00CET",
                "2026-12-01T09:00:00Zulu",
                "1796112000",
                "1999-12-31T23:59:59Z",
                "+10000-01-01T00:00:00Z",
                "12026-12-01T09:00:00Z",
                "-2026-12-01T09:00:00Z",
                "0026-12-01T09:00",
                "26-12-01T09:00"
            })
    void anythingElseIsNoTime(String text) {
        assertThat(berlin.parse(text)).isNull();
    }
}
