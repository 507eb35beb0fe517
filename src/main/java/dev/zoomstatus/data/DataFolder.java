package dev.zoomstatus.data;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jboss.logging.Logger;

/** The folders under {@code data.dir}. */
@ApplicationScoped
public class DataFolder {

    private static final Logger LOG = Logger.getLogger(DataFolder.class);
    private static final List<String> FOLDERS = List.of("inbox", "work", "results", "archive", "rejected", "audit");

    private final Path root;

    /** Held for the life of the process: closing one would give it up. */
    private final Map<Path, FileLock> locks = new HashMap<>();

    /** Uses the folder named by {@code data.dir}; nothing is made before {@link #open}. */
    public DataFolder(DataSettings settings) {
        this.root = settings.dir().toAbsolutePath().normalize();
    }

    /**
     * Makes the folders that are missing, readable by nobody else.
     *
     * @throws UncheckedIOException naming {@code data.dir} if that is not possible
     */
    public void open() {
        try {
            makePrivate(root);
            for (Path folder : all()) {
                makePrivate(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "data.dir: cannot make or write the folder " + root
                            + "; give this process the right to, or set data.dir" + " (" + e + ")",
                    e);
        }
    }

    /** Claims this folder. */
    public void lock() {
        lock(root);
    }

    /**
     * Claims a folder for this process until it ends, unless it has done so before: an embedded database belongs to one
     * process.
     *
     * @throws IllegalStateException if another process has it
     * @throws UncheckedIOException if it cannot be written
     */
    public void lock(Path folder) {
        try {
            Path claimed = folder.toRealPath(); // by whichever link it is named
            if (!locks.containsKey(claimed)) {
                locks.put(claimed, claim(claimed));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("data.dir, ledger.url: cannot claim " + folder + " (" + e + ")", e);
        }
    }

    private static FileLock claim(Path folder) throws IOException {
        FileChannel channel =
                FileChannel.open(folder.resolve("ledger.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock;
        try {
            lock = channel.tryLock();
        } catch (OverlappingFileLockException e) {
            lock = null;
        }
        if (lock == null) {
            throw new IllegalStateException("data.dir, ledger.url: another process already uses " + folder
                    + "; stop it, or give this one another folder (several processes can share a PostgreSQL ledger)");
        }
        return lock;
    }

    /** The folder that {@code data.dir} names. */
    Path root() {
        return root;
    }

    /** All folders under it. */
    List<Path> all() {
        return FOLDERS.stream().map(root::resolve).toList();
    }

    /** Where files are dropped. */
    public Path inbox() {
        return root.resolve("inbox");
    }

    /** Where a file lies while it is read. */
    public Path work() {
        return root.resolve("work");
    }

    /** Whether a file lies in {@code work/}, however {@code data.dir} is written: Camel gives paths as that is. */
    public boolean isInWork(Path file) {
        return work().equals(file.toAbsolutePath().normalize().getParent());
    }

    /** Where result files appear. */
    public Path results() {
        return root.resolve("results");
    }

    /** Where files lie once all their rows are in the ledger. */
    public Path archive() {
        return root.resolve("archive");
    }

    /** Where files lie that were accepted in no part, each beside the reason. */
    public Path rejected() {
        return root.resolve("rejected");
    }

    /** Where the audit trail is copied to. */
    public Path audit() {
        return root.resolve("audit");
    }

    /**
     * Moves a file to where it is kept from now on, over none that lies there: {@code data.keep} counts from then, however
     * old the file is; that of another user, whose time only he may set, from when he wrote it.
     */
    public void keep(Path file, Path to) throws IOException {
        if (Files.exists(to)) {
            throw new FileAlreadyExistsException(to.toString());
        }
        move(file, to);
        try {
            Files.setLastModifiedTime(to, FileTime.fromMillis(System.currentTimeMillis()));
        } catch (FileSystemException e) {
            LOG.debug("the file's time cannot be set", e);
        }
    }

    /**
     * Renames a file, and returns when a power loss would not undo that: what the ledger is told next relies on it. A file
     * that lies there is replaced.
     */
    public void move(Path file, Path to) throws IOException {
        Files.move(file, to, StandardCopyOption.ATOMIC_MOVE);
        sync(folderOf(to));
        if (!folderOf(to).equals(folderOf(file))) {
            sync(folderOf(file));
        }
    }

    /** Returns when a power loss would take nothing of it: of a file its content, of a folder the names in it. */
    public void sync(Path path) throws IOException {
        if (!Files.isDirectory(path) || isPosix(path)) { // Windows opens no folder
            try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }

    private static Path folderOf(Path file) {
        return Objects.requireNonNull(file.getParent(), "the root");
    }

    private static boolean isPosix(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static void makePrivate(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            return;
        }
        Files.createDirectories(folder);
        if (isPosix(folder)) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }
}
