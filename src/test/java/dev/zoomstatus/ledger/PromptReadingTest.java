package dev.zoomstatus.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Health and metrics do not wait for a ledger that is silent. */
class PromptReadingTest {

    private final PromptReading prompt = new PromptReading();

    @Test
    void givesTheAnswer() {
        assertThat(prompt.of(() -> 7)).isEqualTo(7);
    }

    @Test
    void tellsWhatTheDatabaseSays() {
        LedgerUnavailableException why = new LedgerUnavailableException(new IllegalStateException("read-only"));

        assertThatThrownBy(() -> prompt.of(() -> {
                    throw why;
                }))
                .isSameAs(why);
    }

    @Test
    void asksASilentOneNothingMoreUntilItAnswers() {
        CountDownLatch silent = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        assertThatThrownBy(() -> prompt.of(() -> answer(asked, silent))).hasMessageContaining("no answer");
        assertThatThrownBy(() -> prompt.of(asked::incrementAndGet)).hasMessageContaining("no answer");
        int whileSilent = asked.get();

        silent.countDown();

        Awaitility.await().ignoreExceptions().until(() -> prompt.of(asked::incrementAndGet) == 2);
        assertThat(whileSilent).isEqualTo(1);
    }

    private static int answer(AtomicInteger asked, CountDownLatch silent) {
        int answer = asked.incrementAndGet();
        try {
            silent.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return answer;
    }
}
