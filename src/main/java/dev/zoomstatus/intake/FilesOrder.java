package dev.zoomstatus.intake;

import dev.zoomstatus.data.DataFolder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.File;
import java.nio.file.Path;
import java.util.Comparator;
import org.apache.camel.component.file.GenericFile;

/**
 * The order in which files are read: first one that was taken before, which a dead process left in {@code work/}, then
 * the oldest, then by name.
 */
@ApplicationScoped
@Named("files-order")
public class FilesOrder implements Comparator<GenericFile<File>> {

    private final Comparator<GenericFile<File>> order;

    /** Knows what is taken by where it lies. */
    public FilesOrder(DataFolder folder) {
        order = Comparator.<GenericFile<File>, Boolean>comparing(
                        file -> !folder.isInWork(Path.of(file.getAbsoluteFilePath())))
                .thenComparing(GenericFile::getLastModified)
                .thenComparing(GenericFile::getFileNameOnly);
    }

    @Override
    public int compare(GenericFile<File> one, GenericFile<File> other) {
        return order.compare(one, other);
    }
}
