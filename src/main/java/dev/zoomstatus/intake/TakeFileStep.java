package dev.zoomstatus.intake;

import dev.zoomstatus.change.Printable;
import dev.zoomstatus.data.DataFolder;
import dev.zoomstatus.ledger.Batch;
import dev.zoomstatus.ledger.Batches;
import dev.zoomstatus.ledger.LogContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.spi.Synchronization;
import org.apache.camel.support.SynchronizationAdapter;
import org.jboss.logging.Logger;

/**
 * Step {@code take-file}: takes a file out of the inbox by an atomic rename and opens it; the body is then its rows in
 * chunks. A file of which no row can be accepted is moved to {@code rejected/}, beside the reason, and the route stops.
 */
@ApplicationScoped
@Named("take-file")
public class TakeFileStep implements Processor {

    static final String BATCH = "batch";
    static final String ORIGIN = "origin";

    private static final Logger LOG = Logger.getLogger(TakeFileStep.class);

    private static final Synchronization NO_BATCH = new SynchronizationAdapter() {
        @Override
        public void onDone(Exchange exchange) {
            LogContext.clear();
        }
    };

    private final DataFolder folder;
    private final Batches batches;
    private final FileNames names;
    private final ChangeReader reader;

    /** Takes files from the given folder. */
    public TakeFileStep(DataFolder folder, Batches batches, FileNames names, ScheduleSettings schedule) {
        this.folder = folder;
        this.batches = batches;
        this.names = names;
        this.reader = new ChangeReader(schedule.zone());
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        Path found = Path.of(exchange.getMessage().getHeader(Exchange.FILE_PATH, String.class));
        boolean leftOver = folder.isInWork(found);
        if (leftOver && isClosed(exchange, found)) {
            return;
        }
        String name = leftOver
                ? found.getFileName().toString()
                : names.free(found.getFileName().toString());
        Batch batch = batches.begin(name);
        LogContext.of(batch);
        exchange.getExchangeExtension().addOnCompletion(NO_BATCH);
        Path file = folder.work().resolve(name);
        if (leftOver || taken(found, file, batch)) {
            open(exchange, batch, file);
        } else {
            exchange.setRouteStop(true);
        }
    }

    /** A file that was away from {@code work/} until its batch was closed without it: not all of its rows a second time. */
    private boolean isClosed(Exchange exchange, Path found) throws IOException {
        Optional<Batch> closed = batches.closed(found.getFileName().toString());
        if (closed.isPresent()) {
            reject(
                    closed.get(),
                    found,
                    "it was gone from work/ before it was read to its end; its result holds the rows that were read:"
                            + " drop the others into inbox/");
            exchange.setRouteStop(true);
        }
        return closed.isPresent();
    }

    private void open(Exchange exchange, Batch batch, Path file) throws IOException {
        try {
            FileBatch taken = new FileBatch(batch, file, FileRows.open(file, batch.file(), reader));
            exchange.getExchangeExtension().addOnCompletion(taken); // closes it, also if the route breaks off
            exchange.setProperty(BATCH, taken);
            exchange.setProperty(ORIGIN, taken.origin());
            exchange.getMessage().setBody(taken.chunks());
        } catch (UnreadableFileException e) {
            reject(batch, file, String.valueOf(e.getMessage()));
            exchange.setRouteStop(true);
        }
    }

    private void reject(Batch batch, Path file, String why) throws IOException {
        Path error = folder.rejected().resolve(batch.file() + ".error.txt");
        byte[] reason = (why + System.lineSeparator()).getBytes(StandardCharsets.UTF_8);
        if (Files.exists(error) && !isBeginning(error, reason)) {
            throw new FileAlreadyExistsException(error.toString());
        }
        Files.write(error, reason);
        folder.sync(error);
        folder.keep(file, folder.rejected().resolve(batch.file()));
        batches.drop(batch);
        // The reason may quote the file, and so its users.
        String name = Printable.clean(batch.file(), 255);
        LOG.warnf("File %s is rejected, rejected/%s.error.txt says why", name, name);
    }

    /** Whether a file holds that text as far as it goes: a process that died may have begun to write it. */
    private static boolean isBeginning(Path file, byte[] text) throws IOException {
        long size = Files.size(file);
        return size <= text.length && Arrays.equals(Files.readAllBytes(file), Arrays.copyOf(text, (int) size));
    }

    /** Moves the file; false if whoever dropped it took it away again, or another instance its name, this one being late. */
    private boolean taken(Path from, Path to, Batch batch) throws IOException {
        boolean moved = false;
        try {
            if (batch.lastLine() == 0 && !names.isKept(batch.file())) {
                folder.sync(from); // its sender may not have; half of it could be in the ledger, and the rest be lost
                folder.move(from, to);
                moved = true;
            }
        } catch (NoSuchFileException e) {
            if (Files.exists(from)) {
                throw e; // it is the folder to move it to that is not there
            }
        } finally {
            if (!moved && Files.notExists(to)) { // else the batch is that of whoever moved it there
                batches.drop(batch);
            }
        }
        return moved;
    }
}
