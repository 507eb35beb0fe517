package dev.zoomstatus.intake;

import dev.zoomstatus.data.DataFolder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.camel.Exchange;
import org.apache.camel.ExchangePropertyKey;
import org.apache.camel.LoggingLevel;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.component.file.GenericFileExclusiveReadLockStrategy;
import org.apache.camel.component.file.GenericFileOperations;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Lets a file be taken once its size and time have not changed for {@code file.settle}: who writes it has finished; one
 * that lies in {@code work/} had settled before. It remembers what it saw from one look to the next, so that many files
 * settle at the same time, and asks each as of the beginning of a look, so that none settles before an earlier one.
 */
@ApplicationScoped
@Named("settled-file")
public class SettledFile implements GenericFileExclusiveReadLockStrategy<File> {

    private static final long HOLD = Duration.ofSeconds(5).toNanos();

    private final long settle;
    private final DataFolder folder;
    private final LongSupplier nanos;
    private final Map<File, Seen> seen = new HashMap<>();
    private long look;

    private record Seen(long size, long modified, long sinceNanos) {}

    /** Waits so long. Not a mapping of {@code file.*}: the JVM's own {@code file.encoding} would be taken for a typo. */
    @Inject
    public SettledFile(@ConfigProperty(name = "file.settle") Duration settle, DataFolder folder) {
        this(settle, folder, System::nanoTime);
    }

    SettledFile(Duration settle, DataFolder folder, LongSupplier nanos) {
        this.settle = settle.toNanos();
        this.folder = folder;
        this.nanos = nanos;
    }

    @Override
    public synchronized boolean acquireExclusiveReadLock(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
        if (exchange.getProperty(ExchangePropertyKey.BATCH_INDEX, 0, Integer.class) == 0) {
            look = nanos.getAsLong();
            seen.keySet().removeIf(gone -> !gone.exists());
        }
        File now = file(file);
        long size = now.length();
        long modified = now.lastModified();
        Seen before = seen.get(now);
        if (before == null || before.size() != size || before.modified() != modified) {
            before = new Seen(size, modified, folder.isInWork(now.toPath()) ? look - settle : nanos.getAsLong());
            seen.put(now, before);
        }
        return now.isFile() && look - before.sinceNanos() >= settle && isNext(now);
    }

    /** Nothing of the inbox overtakes what is in {@code work/}, in other hands maybe, save what is held back there. */
    private boolean isNext(File file) {
        File[] inWork = folder.work().toFile().listFiles(SettledFile::isOffered);
        return folder.isInWork(file.toPath())
                || inWork == null // it is away, and the step that takes the file tells of that
                || Arrays.stream(inWork).allMatch(this::isHeldBack);
    }

    /** Whether it would ever be offered: a dot file that another program left there must not hold up all others for ever. */
    private static boolean isOffered(File file) {
        return file.isFile()
                && !file.getName().startsWith(".")
                && file.getName().indexOf('\\') < 0
                && !Files.isSymbolicLink(file.toPath());
    }

    private boolean isHeldBack(File file) {
        Seen before = seen.get(file);
        return before != null && before.sinceNanos() > look;
    }

    /** However {@code data.dir} is written: Camel gives paths as that is. */
    private static File file(GenericFile<File> file) {
        return Path.of(file.getAbsoluteFilePath()).normalize().toFile();
    }

    @Override
    public synchronized void releaseExclusiveReadLockOnCommit(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
        File left = file(file);
        if (!left.exists()) {
            seen.remove(left);
        } else if (!exchange.isRouteStop()) { // another instance's affair: a hold would let later files overtake it
            // One that could not be taken: not again at every look.
            seen.computeIfPresent(
                    left, (path, before) -> new Seen(before.size(), before.modified(), nanos.getAsLong() + HOLD));
        }
    }

    @Override
    public void prepareOnStartup(GenericFileOperations<File> operations, GenericFileEndpoint<File> endpoint) {
        // nothing lies about that would need it
    }

    @Override
    public void releaseExclusiveReadLockOnAbort(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
        // it stays settled
    }

    @Override
    public void releaseExclusiveReadLockOnRollback(
            GenericFileOperations<File> operations, GenericFile<File> file, Exchange exchange) {
        // it stays settled
    }

    @Override
    public void setTimeout(long timeout) {
        // never waits
    }

    @Override
    public void setCheckInterval(long checkInterval) {
        // each poll is a look
    }

    @Override
    public void setReadLockLoggingLevel(LoggingLevel readLockLoggingLevel) {
        // says nothing
    }

    @Override
    public void setMarkerFiler(boolean markerFiler) {
        // makes no marker files
    }

    @Override
    public void setDeleteOrphanLockFiles(boolean deleteOrphanLockFiles) {
        // makes no lock files
    }
}
