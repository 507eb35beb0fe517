package dev.zoomstatus.trace;

import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the one value by which another application says which trace its message belongs to. */
final class Traceparent implements TextMapGetter<String> {

    private static final String NAME = "traceparent";

    private Traceparent() {}

    /** The sender's span as a parent; the root context if that is none. */
    static Context read(String value) {
        return W3CTraceContextPropagator.getInstance().extract(Context.root(), value, new Traceparent());
    }

    @Override
    public Iterable<String> keys(String value) {
        return List.of(NAME);
    }

    @Override
    public @Nullable String get(@Nullable String value, String key) {
        return NAME.equals(key) ? value : null; // a sender's tracestate may hold anything: it is not passed on
    }
}
