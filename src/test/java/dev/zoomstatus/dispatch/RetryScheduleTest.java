package dev.zoomstatus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.zoomstatus.change.Action;
import dev.zoomstatus.change.StatusChange;
import dev.zoomstatus.ledger.Claim;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a change that failed is tried again, and when it is given up. */
class RetryScheduleTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final long DAY = 86_400_000;
    private static final Settings DEFAULTS =
            new Settings(Duration.ofSeconds(1), Duration.ofMinutes(5), Duration.ofHours(24));

    private record Settings(Duration initialDelay, Duration maxDelay, Duration giveUpAfter) implements RetrySettings {}

    /** Draws the greatest number that it may. */
    private static final RandomGenerator GREATEST = new RandomGenerator() {
        @Override
        public long nextLong() {
            return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    };

    @Property
    void theNextTryIsNeverInThePast(
            @ForAll long seed, @ForAll @LongRange(max = DAY - 1) long age, @ForAll @IntRange(max = 100) int failures) {
        assertThat(next(new Random(seed), claim(age, 0, failures), null))
                .hasValueSatisfying(next -> assertThat(next).isAfterOrEqualTo(NOW));
    }

    @Property
    void theNextTryIsNeverBeforeTheTimeThatZoomGave(
            @ForAll long seed,
            @ForAll @LongRange(max = DAY - 1) long age,
            @ForAll @LongRange(min = -DAY, max = 2 * DAY) long wait) {
        Instant given = NOW.plusMillis(wait);

        assertThat(next(new Random(seed), claim(age, 0, 3), given))
                .hasValueSatisfying(next -> assertThat(next).isAfterOrEqualTo(given));
    }

    @Property
    void theNextTryIsNeverAfterTheTimeToGiveUp(
            @ForAll long seed, @ForAll @LongRange(max = DAY - 1) long age, @ForAll @IntRange(max = 100) int failures) {
        Instant giveUpAt = NOW.minusMillis(age).plusMillis(DAY);

        assertThat(next(new Random(seed), claim(age, 0, failures), null))
                .hasValueSatisfying(next -> assertThat(next).isBeforeOrEqualTo(giveUpAt));
    }

    @Property
    void theNextTryIsWithinTheLongestWait(@ForAll long seed, @ForAll @IntRange(max = 100) int failures) {
        Duration longest = schedule(GREATEST).longest(failures);

        assertThat(next(new Random(seed), claim(0, 0, failures), null))
                .hasValueSatisfying(next -> assertThat(next).isBeforeOrEqualTo(NOW.plus(longest)));
    }

    @Property
    void theLongestWaitDoublesUpToTheMostAllowed(
            @ForAll @LongRange(min = 1, max = DAY) long initial,
            @ForAll @LongRange(min = 1, max = DAY) long most,
            @ForAll @IntRange(max = 200) int failures) {
        RetrySchedule schedule = new RetrySchedule(
                new Settings(Duration.ofMillis(initial), Duration.ofMillis(most), Duration.ofDays(1)),
                Clock.fixed(NOW, ZoneOffset.UTC),
                GREATEST);
        long before = schedule.longest(failures).toMillis();

        assertThat(schedule.longest(failures + 1).toMillis()).isEqualTo(Math.min(2 * before, most));
    }

    @ParameterizedTest(name = "after {0} failures at most {1}")
    @CsvSource({"0, PT1S", "1, PT2S", "2, PT4S", "8, PT4M16S", "9, PT5M", "10, PT5M", "2147483647, PT5M"})
    void theLongestWaitBeginsAndEndsAsSet(int failures, Duration longest) {
        assertThat(schedule(GREATEST).longest(failures)).isEqualTo(longest);
    }

    @Test
    void theJitterIsFull() {
        assertThat(next(() -> 0, claim(0, 0, 2), null)).hasValue(NOW);
        assertThat(next(GREATEST, claim(0, 0, 2), null)).hasValue(NOW.plusSeconds(4));
    }

    @ParameterizedTest(name = "first called {0} ago, paused for {1}: given up {2}")
    @CsvSource({
        "PT23H59M59.999S, PT0S, false",
        "PT24H, PT0S, true",
        "PT24H, PT1S, false",
        "PT72H, PT48H, true",
        "PT72H, PT48H0.001S, false"
    })
    void theTimeToGiveUpCountsFromTheFirstCallWithoutPauses(Duration age, Duration paused, boolean givenUp) {
        assertThat(next(GREATEST, claim(age.toMillis(), paused.toMillis(), 0), null)
                        .isEmpty())
                .isEqualTo(givenUp);
    }

    @Test
    void theLastTryIsMadeWhenTheTimeToGiveUpHasCome() {
        assertThat(next(GREATEST, claim(DAY - 1000, 0, 20), null)).hasValue(NOW.plusSeconds(1));
    }

    @Test
    void theTimeThatZoomGaveGoesBeforeTheTimeToGiveUp() {
        Instant given = NOW.plus(Duration.ofHours(2));

        assertThat(next(GREATEST, claim(DAY - 1000, 0, 20), given)).hasValue(given);
    }

    private static Optional<Instant> next(RandomGenerator random, Claim claim, @Nullable Instant notBefore) {
        return schedule(random).next(claim, notBefore);
    }

    private static RetrySchedule schedule(RandomGenerator random) {
        return new RetrySchedule(DEFAULTS, Clock.fixed(NOW, ZoneOffset.UTC), random);
    }

    private static Claim claim(long age, long paused, int failures) {
        StatusChange change = new StatusChange("u1", Action.ACTIVATE, null, null, null, null);
        long now = NOW.toEpochMilli();
        return new Claim(1, null, change, "file", "R1", failures + 1, failures, now - age, paused, now, 0, 0, false);
    }
}
