package dev.zoomstatus.ledger;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jboss.logging.Logger;

/**
 * Step {@code files-lease}: goes on only in the one instance that does what one at a time may do: read the inbox, write
 * results, copy the audit trail, send replies and outcomes, clean up. Another one takes over when its lease has ended.
 */
@ApplicationScoped
@Named("files-lease")
public class FilesLease implements Processor {

    private static final Logger LOG = Logger.getLogger(FilesLease.class);
    private static final Duration LENGTH = Duration.ofSeconds(15);
    private static final Duration RENEWED_AFTER = Duration.ofSeconds(5);

    private final LedgerDatabase database;
    private final LedgerWriter writer;
    private final Clock clock;
    private final String owner = UUID.randomUUID().toString();
    private boolean held;
    private long askedAt;

    /** Leases from the given ledger. */
    public FilesLease(LedgerDatabase database, LedgerWriter writer, Clock clock) {
        this.database = database;
        this.writer = writer;
        this.clock = clock;
    }

    @Override
    public void process(Exchange exchange) {
        if (!isHeld()) {
            exchange.setRouteStop(true);
        }
    }

    /**
     * Whether this instance has the files: the embedded database belongs to one process, and so do they.
     *
     * @throws LedgerUnavailableException if that cannot be asked
     */
    public synchronized boolean isHeld() {
        return database.dialect() == Dialect.SQLITE || renewed(clock.millis());
    }

    private boolean renewed(long now) {
        if (now - askedAt >= RENEWED_AFTER.toMillis()) {
            boolean got = take(now, now + LENGTH.toMillis());
            if (got != held) {
                LOG.info(
                        got
                                ? "This instance reads the inbox and writes the results"
                                : "Another instance has the files");
            }
            held = got;
            askedAt = now;
        }
        return held;
    }

    private boolean take(long now, long until) {
        return writer.write(handle -> handle.createUpdate(
                                """
                                UPDATE lease SET owner = :owner, held_until = :until
                                WHERE name = 'files' AND (owner = :owner OR held_until < :now)""")
                        .bind("owner", owner)
                        .bind("until", until)
                        .bind("now", now)
                        .execute())
                > 0;
    }

    /** Lets another instance take over at once: this one stops. */
    public synchronized void giveUp() {
        if (held) {
            held = false;
            take(clock.millis(), 0);
        }
    }
}
