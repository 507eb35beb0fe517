package dev.zoomstatus.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A file with one JSON line for each call that has ended, for those who judge from another process. */
final class CallFile implements AutoCloseable {

    private final Writer writer;

    CallFile(Path path) throws IOException {
        writer = Files.newBufferedWriter(
                path, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    synchronized void add(Call call) {
        long start = micros(call.at());
        // By the steady clock, so that no call ends before it begins.
        long took = TimeUnit.NANOSECONDS.toMicros(call.endNanos() - call.startNanos());
        String line = Json.object()
                .put("number", call.number())
                .put("startMicros", start)
                .put("endMicros", start + took)
                .put("user", call.user())
                .put("action", call.action())
                .put("status", call.status())
                .put("token", call.tokenHash())
                .toString();
        try {
            writer.write(line + "\n");
            writer.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        writer.close();
    }

    private static long micros(Instant at) {
        return TimeUnit.SECONDS.toMicros(at.getEpochSecond()) + TimeUnit.NANOSECONDS.toMicros(at.getNano());
    }
}
