package dev.zoomstatus.intake;

import dev.zoomstatus.change.Row;
import java.io.Closeable;
import java.util.Iterator;

/**
 * The rows of one file, in its order, read as they are asked for.
 *
 * <p>{@code hasNext} and {@code next} throw {@link java.io.UncheckedIOException} if the file can no longer be read; its
 * rows are then incomplete. Not for use by several threads.
 */
public interface Rows extends Iterator<Row>, Closeable {}
