package dev.zoomstatus.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.zoomstatus.data.DataFolder;
import dev.zoomstatus.ledger.AuditEntry;
import dev.zoomstatus.ledger.AuditTrail;
import dev.zoomstatus.trace.ChangeTraces;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Step {@code copy-audit}: appends what is new in the audit trail to {@code audit/audit.jsonl}, in id order and at least
 * once. When a new day (UTC) begins, the file of the day before becomes {@code audit-<day>.jsonl}.
 */
@ApplicationScoped
@Named("copy-audit")
public class AuditFile implements Processor {

    private static final Logger LOG = Logger.getLogger(AuditFile.class);

    private static final int PAGE = 2000;

    private final AuditTrail trail;
    private final ChangeTraces traces;
    private final DataFolder folder;
    /** The step is done again while the ledger cannot note what is copied: that must not fill the disk. */
    private long appendedId;

    private final ObjectMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();
    private final ObjectWriter line = json.writerFor(AuditEntry.class).withRootValueSeparator("\n");

    /** Copies the given trail into the data folder, and tells the traces what it copies. */
    public AuditFile(AuditTrail trail, ChangeTraces traces, DataFolder folder) {
        this.trail = trail;
        this.traces = traces;
        this.folder = folder;
    }

    @Override
    public void process(Exchange exchange) throws IOException {
        List<AuditEntry> page;
        do {
            page = trail.uncopied(PAGE);
            if (!page.isEmpty()) {
                append(page.stream().filter(entry -> entry.id() > appendedId).toList());
                trail.copied(page.get(page.size() - 1).id());
                appendedId = 0; // noted: from now on the ledger's word counts, one from a backup too
                traces.told(page); // last: what goes wrong with a trace must not have the page copied again
            }
        } while (page.size() == PAGE); // what is less than a page waits for more of it
    }

    private void append(List<AuditEntry> entries) throws IOException {
        int from = 0;
        while (from < entries.size()) {
            LocalDate day = day(entries.get(from));
            int to = from;
            while (to < entries.size() && day(entries.get(to)).equals(day)) {
                to++;
            }
            append(day, entries.subList(from, to));
            from = to;
        }
    }

    private void append(LocalDate day, List<AuditEntry> entries) throws IOException {
        Path file = folder.audit().resolve("audit.jsonl");
        LocalDate begun = begun(file);
        // Begun long after it: by a clock that was far ahead. One that was set back a little begins no new file.
        if (begun != null && (begun.isBefore(day) || begun.isAfter(day.plusDays(1)))) {
            folder.move(file, free(begun));
        }
        boolean fresh = Files.notExists(file);
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        if (!fresh && isTorn(file)) {
            lines.write('\n');
        }
        try (SequenceWriter written = line.writeValues(lines)) {
            written.writeAll(entries);
        }
        lines.write('\n');
        // To append: an instance that has stalled, and goes on beside another, writes over nothing of it.
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            append(channel, ByteBuffer.wrap(lines.toByteArray()));
        }
        if (fresh) {
            folder.sync(folder.audit());
        }
        appendedId = entries.get(entries.size() - 1).id();
    }

    private void append(FileChannel channel, ByteBuffer lines) throws IOException {
        long before = channel.size();
        try {
            while (lines.hasRemaining()) {
                write(channel, lines);
            }
            channel.force(true);
        } catch (IOException e) {
            takeBack(channel, before, lines.position());
            throw e;
        }
    }

    /** A full disk takes a part of it, and half a line is none that a collector could read. */
    private static void takeBack(FileChannel channel, long before, long written) {
        try {
            if (channel.size() == before + written) { // else another instance has written as well
                channel.truncate(before);
            }
        } catch (IOException e) {
            LOG.debug("what was written in part cannot be taken back", e);
        }
    }

    void write(FileChannel channel, ByteBuffer lines) throws IOException {
        channel.write(lines);
    }

    /** Whether the file ends within a line: the process died while it wrote. */
    private static boolean isTorn(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            ByteBuffer last = ByteBuffer.allocate(1);
            return channel.size() > 0 && channel.read(last, channel.size() - 1) == 1 && last.get(0) != '\n';
        }
    }

    /** The day of the file's first entry, or of its last change if that cannot be read; null if there is nothing in it. */
    private @Nullable LocalDate begun(Path file) throws IOException {
        if (!Files.exists(file) || Files.size(file) == 0) {
            return null;
        }
        try (BufferedReader reader = Files.newBufferedReader(file)) {
            String first = Objects.requireNonNullElse(reader.readLine(), "");
            return day(Instant.parse(json.readTree(first).path("at").asText()));
        } catch (JsonProcessingException | CharacterCodingException | DateTimeException e) {
            return day(Files.getLastModifiedTime(file).toInstant());
        }
    }

    /** A name for the file of that day which is not taken. */
    private Path free(LocalDate day) {
        Path free = folder.audit().resolve("audit-" + day + ".jsonl");
        for (int i = 2; Files.exists(free); i++) {
            free = folder.audit().resolve("audit-" + day + "-" + i + ".jsonl");
        }
        return free;
    }

    private static LocalDate day(AuditEntry entry) {
        return day(entry.at());
    }

    private static LocalDate day(Instant time) {
        return time.atZone(ZoneOffset.UTC).toLocalDate();
    }
}
