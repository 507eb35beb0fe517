package dev.zoomstatus.ledger;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the ledger for those who must have an answer soon: health and metrics. A database that is silent would hold them up
 * for a minute, and whoever watches would believe this process dead.
 */
public final class PromptReading {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private CompletableFuture<?> asked = CompletableFuture.completedFuture(null);

    /** Asks nothing yet. */
    public PromptReading() {}

    /**
     * Asks, and waits for two seconds at most; not at all if what was asked before has not been answered yet.
     *
     * @return the answer
     * @throws LedgerUnavailableException if there is none in time, or the database refuses
     */
    public synchronized <T extends @Nullable Object> T of(Supplier<T> question) {
        if (!asked.isDone()) {
            throw silent();
        }
        CompletableFuture<T> answer = CompletableFuture.supplyAsync(question, PromptReading::run);
        asked = answer;
        try {
            return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw silent();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw silent();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof LedgerUnavailableException unavailable
                    ? unavailable
                    : new LedgerUnavailableException(e);
        }
    }

    /** On a thread of its own: few are shared, and one that hangs would be missed elsewhere. */
    private static void run(Runnable question) {
        Thread thread = new Thread(question, "prompt-reading");
        thread.setDaemon(true);
        thread.start();
    }

    private static LedgerUnavailableException silent() {
        return new LedgerUnavailableException(
                new TimeoutException("no answer for " + PATIENCE.toSeconds() + " s or more"));
    }
}
