package dev.zoomstatus;

import dev.zoomstatus.ledger.LedgerUnavailableException;
import java.time.Duration;
import org.jboss.logging.Logger;

/** A ledger whose database may be away when the application starts: it is waited for, as it is later on. */
final class AwaitedLedger {

    private static final Logger LOG = Logger.getLogger(AwaitedLedger.class);
    private static final long PAUSE_MILLIS = Duration.ofSeconds(2).toMillis();

    /** About a minute's. */
    private static final int FAILURES_UNTOLD = 30;

    /** A signal to stop waits for the start to end, one way or the other. */
    private final Thread stop = new Thread(Thread.currentThread()::interrupt, "stop-waiting");

    private int failures;

    /**
     * Runs what needs the ledger until it can be used.
     *
     * @throws IllegalStateException if the process is told to stop meanwhile
     */
    void run(Runnable work) {
        while (true) {
            try {
                work.run();
                begin();
                return;
            } catch (LedgerUnavailableException e) {
                tell(e);
                pause();
            }
        }
    }

    private void tell(LedgerUnavailableException why) {
        if (failures % FAILURES_UNTOLD == 0) {
            LOG.warnf("Waiting for the ledger, tried again every 2 s: %s", why.getMessage());
        }
        if (failures++ == 0) {
            Runtime.getRuntime().addShutdownHook(stop);
        }
    }

    /** From now on a signal to stop is the application's own affair. */
    private void begin() {
        if (failures > 0) {
            LOG.info("The ledger answers");
            Runtime.getRuntime().removeShutdownHook(stop);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            // The flag is not set again: what is closed now waits for its own threads.
            throw new IllegalStateException("stopped while it waited for the ledger", e);
        }
    }
}
