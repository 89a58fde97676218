// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.log4j2.TrackAppender;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.ConfigurationSource;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.xml.XmlConfiguration;
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

/** What a call costs on Log4j2 when the logger's only appender is ours, or one that does nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class Log4j2Gate {
    private static final Marker OTHER = MarkerManager.getMarker("OTHER");
    private static final Marker TRACK = MarkerManager.getMarker("TRACK");

    @Param({Main.NOOP, Main.TRACK})
    public String appender;

    /** Not a constant, so that nothing about it is known when the call is compiled. */
    public String argument = "argument";

    private LoggerContext context;
    private Logger log;

    @Setup(Level.Iteration)
    public void start() throws IOException {
        context = new LoggerContext("benchmark");
        context.start(configuration());
        if (!appender.equals(Main.TRACK)) {
            Nothing nothing = new Nothing();
            nothing.start();
            context.getConfiguration().getRootLogger().addAppender(nothing, null, null);
        }
        log = context.getLogger("shop.Checkout");
    }

    private Configuration configuration() throws IOException {
        StringBuilder xml = new StringBuilder("<Configuration><Appenders>");
        if (appender.equals(Main.TRACK)) {
            xml.append("<Track name=\"ONLY\"");
            Main.OPTIONS.forEach((name, value) ->
                    xml.append(' ').append(name).append("=\"").append(value).append('"'));
            xml.append("/></Appenders><Loggers><Root level=\"INFO\"><AppenderRef ref=\"ONLY\"/></Root></Loggers>");
        } else {
            xml.append("</Appenders><Loggers><Root level=\"INFO\"/></Loggers>");
        }
        byte[] source = xml.append("</Configuration>").toString().getBytes(StandardCharsets.UTF_8);
        return new XmlConfiguration(context, new ConfigurationSource(new ByteArrayInputStream(source)));
    }

    @TearDown(Level.Iteration)
    public void stop() {
        if (context.getConfiguration().getAppender("ONLY") instanceof TrackAppender track) {
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

    private static final class Nothing extends AbstractAppender {
        Nothing() {
            super("ONLY", null, null, true, Property.EMPTY_ARRAY);
        }

        @Override
        public void append(LogEvent event) {}
    }
}
