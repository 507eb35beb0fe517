package dev.zoomstatus.intake;

import dev.zoomstatus.data.DataFolder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
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
                .thenComparing(FilesOrder::toTheNanosecond)
                .thenComparing(GenericFile::getFileNameOnly);
    }

    /** Asked only of files of the same millisecond. */
    private static FileTime toTheNanosecond(GenericFile<File> file) {
        try {
            return Files.getLastModifiedTime(Path.of(file.getAbsoluteFilePath()));
        } catch (IOException e) {
            return FileTime.fromMillis(file.getLastModified()); // it is gone, and will not be taken
        }
    }

    @Override
    public int compare(GenericFile<File> one, GenericFile<File> other) {
        return order.compare(one, other);
    }
}
