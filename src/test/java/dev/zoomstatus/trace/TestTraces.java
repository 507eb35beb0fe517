package dev.zoomstatus.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Traces that a test can look at. */
public final class TestTraces implements SpanExporter {

    private final List<SpanData> spans = new CopyOnWriteArrayList<>();

    /** Traces that are switched off. */
    public static ChangeTraces off() {
        return new ChangeTraces(OpenTelemetry.noop(), new TraceIds(), true);
    }

    /** Traces of which no span can be made. */
    public static ChangeTraces failing() {
        return on(new SpanProcessor() {
            @Override
            public void onStart(Context parent, ReadWriteSpan span) {
                throw new IllegalStateException("no span can be made");
            }

            @Override
            public boolean isStartRequired() {
                return true;
            }

            @Override
            public void onEnd(ReadableSpan span) {}

            @Override
            public boolean isEndRequired() {
                return false;
            }
        });
    }

    ChangeTraces on() {
        return on(SimpleSpanProcessor.create(this));
    }

    private static ChangeTraces on(SpanProcessor processor) {
        TraceIds ids = new TraceIds();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setIdGenerator(ids)
                .addSpanProcessor(processor)
                .build();
        return new ChangeTraces(
                OpenTelemetrySdk.builder().setTracerProvider(provider).build(), ids, false);
    }

    List<SpanData> spans() {
        return spans;
    }

    @Override
    public CompletableResultCode export(Collection<SpanData> ended) {
        spans.addAll(ended);
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
    }
}
