package dev.zoomstatus.demo;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What the pretend Zoom has seen. */
final class CallLog implements AutoCloseable {

    private final AtomicLong numbers = new AtomicLong();
    private final NavigableMap<Long, Call> calls = new ConcurrentSkipListMap<>();
    private final List<String> violations = new CopyOnWriteArrayList<>();
    private volatile long keep = Long.MAX_VALUE;
    private volatile @Nullable CallFile file;

    void keepAtMost(long newest) {
        keep = newest;
    }

    void writeTo(Path path) throws IOException {
        close();
        file = new CallFile(path);
    }

    Call begin(RawRequest request, StatusRequest read) {
        String hash = read.bearer().isEmpty() ? "" : Tokens.hash(read.bearer());
        long number = numbers.incrementAndGet();
        Call call = new Call(
                number,
                Instant.now(),
                System.nanoTime(),
                0,
                read.user(),
                read.action(),
                hash,
                request.withoutSecrets(),
                0);
        calls.put(number, call);
        calls.remove(number - keep);
        return call;
    }

    void end(Call call, int status) {
        Call ended = call.ended(status);
        calls.replace(call.number(), ended);
        CallFile open = file;
        if (open != null) {
            open.add(ended);
        }
    }

    void violation(String what) {
        violations.add(what);
    }

    List<Call> calls() {
        return List.copyOf(calls.values());
    }

    List<String> violations() {
        return List.copyOf(violations);
    }

    void clear() {
        calls.clear();
        violations.clear();
    }

    /** The most calls that came within any one second. */
    int mostPerSecond() {
        List<Long> starts = new ArrayList<>();
        calls.values().forEach(call -> starts.add(call.startNanos()));
        starts.sort(Long::compare);
        int most = 0;
        int from = 0;
        for (int to = 0; to < starts.size(); to++) {
            while (starts.get(to) - starts.get(from) >= TimeUnit.SECONDS.toNanos(1)) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    @Override
    public void close() throws IOException {
        CallFile open = file;
        file = null;
        if (open != null) {
            open.close();
        }
    }
}
