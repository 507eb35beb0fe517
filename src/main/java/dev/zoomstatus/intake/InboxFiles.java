package dev.zoomstatus.intake;

import dev.zoomstatus.data.DataFolder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.File;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.camel.component.file.GenericFile;
import org.apache.camel.component.file.GenericFileFilter;

/**
 * The files that are to be read: those in {@code work/}, which a dead process left half read, and those in {@code
 * inbox/}, save dot files and {@code .tmp}.
 */
@ApplicationScoped
@Named("inbox-files")
public class InboxFiles implements GenericFileFilter<File> {

    private final DataFolder folder;

    /** Looks into the given folder. */
    public InboxFiles(DataFolder folder) {
        this.folder = folder;
    }

    @Override
    public boolean accept(GenericFile<File> file) {
        Path path = Path.of(file.getAbsoluteFilePath()).normalize();
        if (file.isDirectory()) {
            return path.equals(folder.inbox()) || path.equals(folder.work());
        }
        String name = file.getFileNameOnly();
        return folder.work().equals(path.getParent())
                || (folder.inbox().equals(path.getParent())
                        && !name.startsWith(".")
                        && !name.toLowerCase(Locale.ROOT).endsWith(".tmp"));
    }
}
