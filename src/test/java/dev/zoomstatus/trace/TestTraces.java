package dev.zoomstatus.trace;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
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

    ChangeTraces on() {
        TraceIds ids = new TraceIds();
        SdkTracerProvider provider = SdkTracerProvider.builder()
                .setIdGenerator(ids)
                .addSpanProcessor(SimpleSpanProcessor.create(this))
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
