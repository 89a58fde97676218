// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.TrackPipeline;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.UnsynchronizedAppenderBase;

/**
 * Makes Track events of the log records that carry the marker, and delivers them.
 *
 * <pre>{@code
 * <appender name="TRACK" class="ai.thrivestack.track.logback.TrackAppender">
 *   <tokenFile>/run/secrets/track-token</tokenFile>
 * </appender>
 * }</pre>
 *
 * <p>The options are those of {@link TrackOptions}, each an element of the same name. A bad one is answered in the
 * status manager and never keeps the application from starting. What people must know at run time goes to the logger
 * {@code ai.thrivestack.track} at WARN, and to the status manager.
 *
 * <p>Records are read on the thread that appends them, so no asynchronous appender is needed in front. Thread-safe.
 */
public final class TrackAppender extends UnsynchronizedAppenderBase<ILoggingEvent> implements OptionSetters {
    private static final String REPORT_LOGGER = "ai.thrivestack.track";

    private final Map<String, String> given = new LinkedHashMap<>();
    private volatile String marker;
    private volatile TrackPipeline pipeline;
    private Succession succession;
    /** Null unless the option is set. */
    private DisabledLevelFilter disabledLevels;

    @Override
    public void option(String name, String text) {
        given.put(name, text);
    }

    @Override
    public synchronized void start() {
        if (isStarted()) {
            return;
        }
        TrackOptions options = TrackOptions.of(given);
        options.problems().forEach(this::addWarn);
        UnknownElements.since(getStatusManager()).forEach(name -> addWarn(TrackOptions.unknown(name)));
        marker = options.get(TrackOptions.MARKER);
        pipeline = startPipeline(options);
        succession = Succession.of(getContext(), String.valueOf(getName()));
        super.start();
        if (options.get(TrackOptions.CAPTURE_DISABLED_LEVELS) && getContext() instanceof LoggerContext) {
            disabledLevels = new DisabledLevelFilter((LoggerContext) getContext(), this, marker);
            disabledLevels.start();
        }
    }

    private TrackPipeline startPipeline(TrackOptions options) {
        String name = String.valueOf(getName());
        TrackPipeline former = Succession.predecessor(getContext(), name);
        TrackPipeline successor = former == null ? null : former.succeed(name, options, this::report);
        return successor != null
                ? successor
                : TrackPipeline.start(
                        name,
                        getContext() == null ? "" : String.valueOf(getContext().getName()),
                        options,
                        this::report);
    }

    private void report(String sentence) {
        addWarn(sentence);
        if (getContext() instanceof LoggerContext) {
            ((LoggerContext) getContext()).getLogger(REPORT_LOGGER).warn(sentence);
        }
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (Markers.isTracked(event, marker)) {
            pipeline.track(new LogbackRecord(event, marker));
        }
    }

    /**
     * Waits until what was logged before this call is delivered.
     *
     * @return true if all of it was; false if the time ran out, if some of it was lost, or before the first start
     */
    public boolean flush(Duration timeout) {
        TrackPipeline current = pipeline;
        return current != null && current.flush(timeout);
    }

    /** Where every marked record has gone; null before the first start. */
    public TrackCounts counts() {
        TrackPipeline current = pipeline;
        return current == null ? null : current.counts();
    }

    /**
     * Delivers what is there, for at most {@code shutdownTimeout}, and says what is undelivered then. When the context
     * is reset, returns at once: the appender of the same name in the next configuration goes on with it, or if there is
     * none it is delivered in the background, for as long.
     */
    @Override
    public synchronized void stop() {
        if (isStarted()) {
            if (disabledLevels != null) {
                disabledLevels.stop();
                disabledLevels = null;
            }
            super.stop();
            if (!succession.leave(pipeline)) {
                addInfo("stopped: " + pipeline.close());
            }
        }
    }
}
