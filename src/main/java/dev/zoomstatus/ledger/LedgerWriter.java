package dev.zoomstatus.ledger;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.jboss.logging.Logger;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.transaction.TransactionException;
import org.jspecify.annotations.Nullable;

/**
 * The one writing connection. What several threads want written at the same time goes into one transaction: the disk's
 * flush, the dearest part of a write, is then shared.
 */
@ApplicationScoped
public class LedgerWriter {

    private static final Logger LOG = Logger.getLogger(LedgerWriter.class);

    /** Enough to share a flush well, few enough that nobody waits long for the others' statements. */
    private static final int MOST_PER_TRANSACTION = 512;

    private final LedgerDatabase database;
    private final BlockingQueue<Job<?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "ledger-writer");
    private volatile boolean closed;
    private @Nullable Handle handle;

    private record Job<T extends @Nullable Object>(Function<Handle, T> work, CompletableFuture<T> done) {}

    /** Writes into the given database; the connection is made with the first write. */
    public LedgerWriter(LedgerDatabase database) {
        this.database = database;
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Runs the work in a transaction and waits until it is committed. The work may be run more than once if the
     * transaction fails, so it must not change anything but the database.
     *
     * @return what the work returned
     * @throws LedgerUnavailableException if the database refuses; then nothing of the work was kept
     */
    public <T extends @Nullable Object> T write(Function<Handle, T> work) {
        Job<T> job = new Job<>(work, new CompletableFuture<>());
        queue.add(job);
        if (closed) {
            failWaiting();
        }
        try {
            return job.done().join();
        } catch (CompletionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof JdbiException || closed) {
                throw new LedgerUnavailableException(cause);
            }
            throw e; // a fault in the work itself: done again it would fail again
        }
    }

    @PreDestroy
    void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        List<Job<?>> jobs = new ArrayList<>();
        while (!closed) {
            try {
                jobs.add(queue.take());
                queue.drainTo(jobs, MOST_PER_TRANSACTION - 1);
                commitTogether(jobs);
            } catch (InterruptedException e) {
                LOG.debug("interrupted"); // closed, or a stray interrupt: the loop's condition tells
            } finally {
                jobs.clear();
            }
        }
        dropConnection();
        failWaiting();
    }

    private void commitTogether(List<Job<?>> jobs) {
        try {
            List<Runnable> answers = new ArrayList<>();
            transaction(jobs, answers);
            answers.forEach(Runnable::run);
        } catch (RuntimeException e) {
            if (jobs.size() == 1) {
                jobs.get(0).done().completeExceptionally(e);
            } else { // one of them is at fault: each for itself, so that it alone fails
                jobs.forEach(job -> commitTogether(List.of(job)));
            }
        }
    }

    private void transaction(List<Job<?>> jobs, List<Runnable> answers) {
        boolean committed = false;
        try {
            Handle connection = connection();
            database.dialect().letOneWrite(connection);
            for (Job<?> job : jobs) {
                answers.add(run(job, connection));
            }
            connection.getConnection().commit();
            committed = true;
        } catch (SQLException e) {
            throw new TransactionException("the commit failed", e);
        } finally {
            if (!committed) {
                dropConnection(); // rolls back; a broken connection is not used again
            }
        }
    }

    private static <T extends @Nullable Object> Runnable run(Job<T> job, Handle connection) {
        T result = job.work().apply(connection);
        return () -> job.done().complete(result);
    }

    private Handle connection() throws SQLException {
        Handle current = handle;
        if (current == null) {
            current = database.connect();
            current.getConnection().setAutoCommit(false); // Jdbi's own transactions hide why a commit failed
            current.setStatementBuilder(new CachedStatements());
            handle = current;
        }
        return current;
    }

    private void dropConnection() {
        Handle current = handle;
        handle = null;
        if (current != null) {
            try {
                current.getConnection().rollback();
                current.getConnection().setAutoCommit(true);
            } catch (SQLException e) {
                LOG.debug("rolling back failed", e);
            }
            try {
                current.close();
            } catch (RuntimeException e) {
                LOG.debug("closing a broken connection failed", e);
            }
        }
    }

    private void failWaiting() {
        Job<?> job = queue.poll();
        while (job != null) {
            job.done().completeExceptionally(new IllegalStateException("the application is stopping"));
            job = queue.poll();
        }
    }
}
