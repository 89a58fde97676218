// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.instrumentation.logback.appender.v1_0.OpenTelemetryAppender;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessorBuilder;

/** OpenTelemetry's appender for Logback, with the SDK and OTLP over HTTP. With {@code defaults} as it comes. */
public final class OtelWorkload implements Workload {
    private final SdkLoggerProvider provider;
    private final LogbackWorkload logback = new LogbackWorkload();

    public OtelWorkload() {
        BatchLogRecordProcessorBuilder processor = BatchLogRecordProcessor.builder(OtlpHttpLogRecordExporter.builder()
                .setEndpoint("http://127.0.0.1:" + Integer.getInteger("sink") + "/v1/logs")
                .build());
        if (!Boolean.getBoolean("defaults")) {
            processor.setMaxQueueSize(1 << 20).setMaxExportBatchSize(1000).setScheduleDelay(Duration.ofMillis(200));
        }
        provider = SdkLoggerProvider.builder()
                .addLogRecordProcessor(processor.build())
                .build();
        OpenTelemetryAppender.install(
                OpenTelemetrySdk.builder().setLoggerProvider(provider).build());
    }

    @Override
    public void enter() {
        logback.enter();
    }

    @Override
    public void call(int order) {
        logback.call(order);
    }

    @Override
    public void flush() {
        provider.forceFlush();
    }

    @Override
    public void close() {
        provider.shutdown().join(20, TimeUnit.SECONDS);
        logback.close();
    }
}
