package dev.zoomstatus.intake;

import dev.zoomstatus.change.Printable;
import dev.zoomstatus.data.DataFolder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;
import org.jboss.logging.Logger;

/**
 * The files that are to be read: those in {@code work/}, which a dead process left half read, and those in {@code
 * inbox/}, save dot files and {@code .tmp}. What else is left alone there is told of once.
 */
@ApplicationScoped
@Named("inbox-files")
public class InboxFiles implements GenericFileFilter<File> {

    private static final Logger LOG = Logger.getLogger(InboxFiles.class);

    /** What Java lists in place of what it cannot decode: it finds no such file, unless that is its very name. */
    private static final char UNDECODED = '\uFFFD';

    private static final int MOST_OF_A_NAME = 500;
    private static final int MOST_TOLD = 1000;

    private final DataFolder folder;
    private final Set<String> told = new HashSet<>();

    /** Looks into the given folder. */
    public InboxFiles(DataFolder folder) {
        this.folder = folder;
    }

    @Override
    public boolean accept(GenericFile<File> file) {
        String path = file.getAbsoluteFilePath();
        try {
            if (path.indexOf(UNDECODED) < 0 || new File(path).exists()) {
                return isToBeRead(file, file.getFile().toPath().toAbsolutePath().normalize());
            }
        } catch (InvalidPathException e) {
            LOG.debug("Java has no way to open it", e);
        }
        tell(
                path,
                "its name cannot be read as " + System.getProperty("sun.jnu.encoding")
                        + ": give it another name, or start with LC_ALL=C.UTF-8 (a native binary: build it so)");
        return false;
    }

    private boolean isToBeRead(GenericFile<File> file, Path path) {
        if (file.isDirectory()) {
            return path.equals(folder.inbox()) || path.equals(folder.work());
        }
        String name = path.getFileName().toString();
        if (!folder.isInWork(path) && (!folder.inbox().equals(path.getParent()) || isUnfinished(name))) {
            return false;
        }
        if (name.indexOf('\\') >= 0) { // Camel takes it for a file in a folder
            tell(path.toString(), "there is a backslash in its name: rename it");
            return false;
        }
        if (Files.isSymbolicLink(path)) { // moved, it could lead nowhere; and not all may read what it leads to
            tell(path.toString(), "it is a symbolic link: put the file itself into inbox/");
            return false;
        }
        return true;
    }

    private static boolean isUnfinished(String name) {
        return name.startsWith(".") || name.toLowerCase(Locale.ROOT).endsWith(".tmp");
    }

    private void tell(String path, String why) {
        if (told.size() < MOST_TOLD && told.add(path)) {
            LOG.warnf("The file %s is left alone, for %s", Printable.clean(path, MOST_OF_A_NAME), why);
        }
    }
}
