package dev.zoomstatus.intake;

import dev.zoomstatus.change.Row;
import dev.zoomstatus.ledger.Batch;
import dev.zoomstatus.ledger.Origin;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.camel.Exchange;
import org.apache.camel.spi.Synchronization;
import org.jboss.logging.Logger;

/**
 * A file being read.
 *
 * @param batch its batch in the ledger
 * @param file where it lies, in {@code work/}
 * @param rows its rows, read as they are asked for
 */
record FileBatch(Batch batch, Path file, Rows rows) implements Closeable, Synchronization {

    /** So many rows are stored in one transaction: enough to be fast, few enough to hold nobody up. */
    private static final int CHUNK = 1000;

    private static final Logger LOG = Logger.getLogger(FileBatch.class);

    Origin origin() {
        return Origin.file(batch);
    }

    /** The rows in chunks. */
    Iterator<List<Row>> chunks() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return rows.hasNext();
            }

            @Override
            public List<Row> next() {
                List<Row> chunk = new ArrayList<>(CHUNK);
                while (chunk.size() < CHUNK && rows.hasNext()) {
                    chunk.add(rows.next());
                }
                return chunk;
            }
        };
    }

    @Override
    public void onComplete(Exchange exchange) {
        onFailure(exchange);
    }

    @Override
    public void onFailure(Exchange exchange) {
        try {
            close();
        } catch (IOException e) {
            LOG.debug("closing a file failed", e);
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
