// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.logback.TrackAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.Appender;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** What a call costs on Logback when the logger's only appender is ours, or one that does nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class LogbackGate {
    private static final Marker OTHER = MarkerFactory.getMarker("OTHER");
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");

    @Param({Main.NOOP, Main.TRACK})
    public String appender;

    /** Not a constant, so that nothing about it is known when the call is compiled. */
    public String argument = "argument";

    private LoggerContext context;
    private Appender<ILoggingEvent> only;
    private Logger log;

    @Setup(Level.Iteration)
    public void start() {
        context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        only = appender.equals(Main.TRACK) ? track() : new NoopAppender();
        only.setName("ONLY");
        only.setContext(context);
        only.start();
        log = context.getLogger("shop.Checkout");
        log.setLevel(ch.qos.logback.classic.Level.INFO);
        log.setAdditive(false);
        log.addAppender(only);
    }

    private static TrackAppender track() {
        TrackAppender track = new TrackAppender();
        Main.OPTIONS.forEach(track::option);
        return track;
    }

    @TearDown(Level.Iteration)
    public void stop() {
        if (only instanceof TrackAppender track) {
            Main.requireAllWaiting(track.counts());
        }
        context.stop();
    }

    @Benchmark
    public void noMarker() {
        log.info("text {}", argument);
    }

    @Benchmark
    public void otherMarker() {
        log.info(OTHER, "text {}", argument);
    }

    @Benchmark
    public void tracked() {
        log.info(TRACK, "feature_used feature_name={} seats={}", argument, 3);
    }
}
