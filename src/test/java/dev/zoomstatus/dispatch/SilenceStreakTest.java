package dev.zoomstatus.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** When silence is no longer about users. */
class SilenceStreakTest {

    private final SilenceStreak silence = new SilenceStreak();

    @Test
    void nineteenDifferentUsersAreNotTooMany() {
        assertThat(silences(1, 19)).isFalse();
    }

    @Test
    void twentyDifferentUsersAreTooMany() {
        assertThat(silences(1, 20)).isTrue();
    }

    @Test
    void itStaysTooManyUntilAnAnswerComes() {
        silences(1, 20);

        assertThat(silence.anotherFor("user3")).isTrue();
    }

    @Test
    void oneUserTwentyTimesIsNotTooMany() {
        boolean tooMany = false;
        for (int i = 0; i < 20; i++) {
            tooMany |= silence.anotherFor("user1");
        }

        assertThat(tooMany).isFalse();
    }

    @Test
    void anAnswerBeginsTheCountAnew() {
        silences(1, 19);
        silence.broken();

        assertThat(silences(20, 38)).isFalse();
    }

    private boolean silences(int from, int to) {
        boolean tooMany = false;
        for (int i = from; i <= to; i++) {
            tooMany = silence.anotherFor("user" + i);
        }
        return tooMany;
    }
}
