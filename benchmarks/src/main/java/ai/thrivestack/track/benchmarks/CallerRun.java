// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.logback.TrackAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.FileAppender;
import ch.qos.logback.core.UnsynchronizedAppenderBase;
import com.sun.management.ThreadMXBean;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * A JVM of its own that logs at a steady rate, in ticks of a millisecond, and measures each call. Prints the mean, the
 * median and two high percentiles in nanoseconds, and the bytes that a call allocates on its thread.
 */
final class CallerRun {
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");
    private static final int CALLS_A_TICK = 20;
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int WARMUP_TICKS = 4_000;
    private static final int TICKS = 5_000;

    private final Logger log;
    private final int callsATick;

    private CallerRun(Logger log, int callsATick) {
        this.log = log;
        this.callsATick = callsATick;
    }

    /** @param arguments the appender, the number of threads, where events go */
    public static void main(String[] arguments) throws Exception {
        int threads = Integer.parseInt(arguments[1]);
        Path directory = Files.createTempDirectory("track-benchmark");
        LoggerContext context = new LoggerContext();
        LogbackMDCAdapter mdc = new LogbackMDCAdapter();
        context.setMDCAdapter(mdc);
        Appender<ILoggingEvent> appender = appender(arguments[0], arguments[2], directory, context);
        appender.setName("ONLY");
        appender.setContext(context);
        appender.start();
        Logger log = context.getLogger("shop.Checkout");
        log.setAdditive(false);
        log.addAppender(appender);
        CallerRun run = new CallerRun(log, CALLS_A_TICK / threads);
        double[][] figures = new double[threads][];
        Thread[] running = new Thread[threads];
        for (int i = 0; i < threads; i++) {
            int thread = i;
            running[i] = new Thread(() -> {
                mdc.put("request_id", "r-" + thread);
                run.ticks(WARMUP_TICKS);
                figures[thread] = run.ticks(TICKS);
            });
            running[i].start();
        }
        for (Thread thread : running) {
            thread.join();
        }
        context.stop();
        if (appender instanceof TrackAppender track) {
            requireDelivered(track.counts());
        }
        deleteAll(directory);
        System.out.println(Caller.Figures.mean(figures));
    }

    private static Appender<ILoggingEvent> appender(
            String name, String endpoint, Path directory, LoggerContext context) {
        switch (name) {
            case Caller.NOOP:
                return new UnsynchronizedAppenderBase<>() {
                    @Override
                    protected void append(ILoggingEvent event) {}
                };
            case Caller.FILE:
                JsonEncoder encoder = new JsonEncoder();
                encoder.setContext(context);
                encoder.start();
                FileAppender<ILoggingEvent> file = new FileAppender<>();
                file.setFile(directory.resolve("events.json").toString());
                file.setEncoder(encoder);
                return file;
            default:
                TrackAppender track = new TrackAppender();
                track.option("endpoint", endpoint);
                track.option("token", "t");
                track.option("defaultUserId", "u1");
                if (name.equals(Caller.SPOOL)) {
                    track.option("spoolDirectory", directory.resolve("spool").toString());
                }
                return track;
        }
    }

    private double[] ticks(int ticks) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long[] nanos = new long[ticks * callsATick];
        long allocatedBefore = threads.getCurrentThreadAllocatedBytes();
        long next = System.nanoTime();
        int calls = 0;
        for (int tick = 0; tick < ticks; tick++) {
            next += TICK_NANOS;
            for (int i = 0; i < callsATick; i++) {
                long start = System.nanoTime();
                call(calls);
                nanos[calls++] = System.nanoTime() - start;
            }
            long left = next - System.nanoTime();
            if (left > 0) {
                LockSupport.parkNanos(left);
            }
        }
        double allocated = threads.getCurrentThreadAllocatedBytes() - allocatedBefore;
        Arrays.sort(nanos);
        return new double[] {
            Arrays.stream(nanos).average().orElseThrow(),
            nanos[calls / 2],
            nanos[(int) (calls * 0.99)],
            nanos[(int) (calls * 0.999)],
            allocated / calls
        };
    }

    private void call(int n) {
        log.atInfo()
                .addMarker(TRACK)
                .addKeyValue("feature_name", "export_csv")
                .addKeyValue("seats", n)
                .addKeyValue("plan", "pro")
                .addKeyValue("trial", false)
                .addKeyValue("price", 9.5)
                .log("feature_used");
    }

    /** A call that loses its event costs something else than what is to be measured. */
    private static void requireDelivered(TrackCounts counts) {
        if (counts.accepted() != counts.delivered()) {
            throw new IllegalStateException(counts.toString());
        }
    }

    private static void deleteAll(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
