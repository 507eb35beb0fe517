package dev.zoomstatus.ledger;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

    private final Dialect dialect;
    private final WritingConnection connection;
    private final BlockingQueue<Job<?, ?>> queue = new LinkedBlockingQueue<>();
    private final Thread thread = new Thread(this::run, "ledger-writer");
    private final List<Job<?, ?>> late = new ArrayList<>(); // what came after the open transaction had had its turn
    private volatile boolean closed;

    private record Job<R, T extends @Nullable Object>(SharedWork<R, T> work, R one, CompletableFuture<T> done) {

        boolean startsBeforeItsTurn() {
            return work.startsBeforeItsTurn();
        }

        void fail(Throwable why) {
            done.completeExceptionally(why);
        }
    }

    /** Writes into the given database; the connection is made with the first write. */
    public LedgerWriter(LedgerDatabase database) {
        this.dialect = database.dialect();
        this.connection = new WritingConnection(database);
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
        return write((handle, once) -> Collections.singletonList(work.apply(handle)), work, () -> {});
    }

    /**
     * As {@link #write(Function)}, together with all others that wait for the same {@code work}: it must be one object.
     *
     * @param queued run once the work is in line: what is written after that is committed with it or later
     */
    <R, T extends @Nullable Object> T write(SharedWork<R, T> work, R one, Runnable queued) {
        Job<R, T> job = new Job<>(work, one, new CompletableFuture<>());
        queue.add(job);
        queued.run();
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
        List<Job<?, ?>> jobs = new ArrayList<>();
        while (!closed) {
            try {
                jobs.addAll(late);
                late.clear();
                if (jobs.isEmpty()) {
                    jobs.add(queue.take());
                }
                queue.drainTo(jobs, MOST_PER_TRANSACTION - jobs.size());
                commitTogether(jobs, true);
            } catch (InterruptedException e) {
                LOG.debug("interrupted"); // closed, or a stray interrupt: the loop's condition tells
            } finally {
                jobs.clear();
            }
        }
        connection.drop();
        queue.addAll(late);
        failWaiting();
    }

    private void commitTogether(List<Job<?, ?>> jobs, boolean othersMayJoin) {
        try {
            List<Runnable> answers = new ArrayList<>();
            transaction(jobs, othersMayJoin, answers);
            answers.forEach(Runnable::run);
        } catch (RuntimeException | Error e) { // an error too: without this thread nobody is ever answered
            if (jobs.size() == 1) {
                jobs.get(0).fail(e);
            } else { // one of them is at fault: each for itself, so that it alone fails
                jobs.forEach(job -> commitTogether(List.of(job), false));
            }
        }
    }

    private void transaction(List<Job<?, ?>> jobs, boolean othersMayJoin, List<Runnable> answers) {
        boolean committed = false;
        try {
            Handle handle = connection.open();
            run(jobs, true, handle, answers);
            dialect.letOneWrite(handle);
            if (othersMayJoin) {
                join(jobs);
            }
            run(jobs, false, handle, answers);
            handle.getConnection().commit();
            committed = true;
        } catch (SQLException e) {
            throw new TransactionException("the commit failed", e);
        } finally {
            if (!committed) {
                connection.drop();
            }
        }
    }

    /** Adds what has come while others' transactions were waited for. */
    private void join(List<Job<?, ?>> jobs) {
        List<Job<?, ?>> come = new ArrayList<>();
        queue.drainTo(come, MOST_PER_TRANSACTION - jobs.size());
        come.forEach(job -> (job.startsBeforeItsTurn() ? late : jobs).add(job));
    }

    private static void run(List<Job<?, ?>> jobs, boolean beforeItsTurn, Handle handle, List<Runnable> answers) {
        Map<SharedWork<?, ?>, List<Job<?, ?>>> kinds = new LinkedHashMap<>();
        jobs.stream().filter(job -> job.startsBeforeItsTurn() == beforeItsTurn).forEach(job -> kinds.computeIfAbsent(
                        job.work(), any -> new ArrayList<>())
                .add(job));
        kinds.values().forEach(those -> answers.add(run(those, handle)));
    }

    @SuppressWarnings("unchecked") // jobs of one work are of one type
    private static <R, T extends @Nullable Object> Runnable run(List<Job<?, ?>> jobs, Handle connection) {
        List<Job<R, T>> those = (List<Job<R, T>>) (List<?>) jobs;
        List<T> results = those.get(0)
                .work()
                .apply(connection, those.stream().map(Job::one).toList());
        return () -> {
            for (int i = 0; i < those.size(); i++) {
                those.get(i).done().complete(results.get(i));
            }
        };
    }

    private void failWaiting() {
        Job<?, ?> job = queue.poll();
        while (job != null) {
            job.fail(new IllegalStateException("the application is stopping"));
            job = queue.poll();
        }
    }
}
