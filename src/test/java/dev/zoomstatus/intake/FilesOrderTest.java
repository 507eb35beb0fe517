package dev.zoomstatus.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.zoomstatus.TestSettings;
import dev.zoomstatus.data.DataFolder;
import dev.zoomstatus.data.DataSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In which order files are read. */
class FilesOrderTest {

    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");

    @Test
    void theOneThatWasTakenComesFirstThenTheOldestThenTheFirstByName(@TempDir Path root) throws Exception {
        DataFolder folder = new DataFolder(
                TestSettings.of(DataSettings.class, Map.of("data.dir", root + "/../" + root.getFileName())));
        folder.open();
        drop(folder.inbox().resolve("b.csv"), NOW);
        drop(folder.inbox().resolve("a.csv"), NOW);
        drop(folder.inbox().resolve("c.csv"), NOW.minusMillis(2).plusNanos(2000));
        drop(folder.inbox().resolve("e.csv"), NOW.minusMillis(2).plusNanos(1000));
        drop(folder.work().resolve("d.csv"), NOW.plusMillis(1));

        assertThat(read(root, 5, new FilesOrder(folder)))
                .containsExactly("work/d.csv", "inbox/e.csv", "inbox/c.csv", "inbox/a.csv", "inbox/b.csv");
    }

    /** What Camel reads at one look, in that order. */
    private static List<String> read(Path root, int files, FilesOrder order) throws Exception {
        List<String> names = new CopyOnWriteArrayList<>();
        try (DefaultCamelContext camel = new DefaultCamelContext()) {
            camel.getRegistry().bind("files-order", order);
            Consumer consumer = camel.getEndpoint("file:" + root + "?recursive=true&noop=true&sorter=#files-order")
                    .createConsumer(
                            exchange -> names.add(exchange.getMessage().getHeader(Exchange.FILE_NAME, String.class)));
            camel.start();
            consumer.start();
            await().until(() -> names.size() == files);
            consumer.stop();
        }
        return names;
    }

    private static void drop(Path file, Instant time) throws IOException {
        Files.createFile(file);
        Files.setLastModifiedTime(file, FileTime.from(time));
    }
}
