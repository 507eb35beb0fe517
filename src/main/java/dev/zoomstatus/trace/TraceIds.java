package dev.zoomstatus.trace;

import io.opentelemetry.sdk.trace.IdGenerator;
import jakarta.inject.Singleton;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Gives the first span of a change the ids of its {@link TraceName}, and all others random ones. */
@Singleton
public class TraceIds implements IdGenerator {

    private final ThreadLocal<@Nullable TraceName> name = new ThreadLocal<>();
    private final IdGenerator random = IdGenerator.random();

    /** Made by the container. */
    public TraceIds() {}

    /** Starts something under that name. */
    <T> T under(TraceName first, Supplier<T> start) {
        name.set(first);
        try {
            return start.get();
        } finally {
            name.remove();
        }
    }

    @Override
    public String generateTraceId() {
        TraceName first = name.get();
        return first == null ? random.generateTraceId() : first.traceId();
    }

    @Override
    public String generateSpanId() {
        TraceName first = name.get();
        return first == null ? random.generateSpanId() : first.spanId();
    }
}
