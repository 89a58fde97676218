// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import ai.thrivestack.track.DeliveryState;
import ai.thrivestack.track.LogReports;
import ai.thrivestack.track.Reports;
import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.pipeline.AppenderScope;
import ai.thrivestack.track.pipeline.CallStack;
import ai.thrivestack.track.pipeline.LivePipelines;
import ai.thrivestack.track.pipeline.TrackPipeline;
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
 * <p>The options are those of {@link TrackOptions}, each an element of the same name. A bad one is a warning in the
 * status manager, and where that is not printed, on the logger {@code ai.thrivestack.track}; it never keeps the
 * application from starting. What people must know at run time goes to that logger at WARN.
 *
 * <p>Records are read on the thread that appends them, so no asynchronous appender is needed in front. Thread-safe.
 */
public final class TrackAppender extends UnsynchronizedAppenderBase<ILoggingEvent> implements OptionSetters {
    private static final Duration LONGEST = Duration.ofDays(1);

    private final Map<String, String> given = new LinkedHashMap<>();
    private volatile String marker;
    /** One that SiftingAppender makes inside a log call has none before its first event: it may be for a call of others. */
    private volatile TrackPipeline pipeline;

    private Supplier<TrackPipeline> beginning;
    private ContextEnd contextEnd;
    /** Null unless the option is set. */
    private DisabledLevelFilter disabledLevels;

    @Override
    public void option(String name, String text) {
        given.put(name, text);
    }

    @Override
    public synchronized void start() {
        if (!isStarted()) {
            contextEnd = ContextEnd.of(getContext());
            startWith(TrackOptions.of(given), contextEnd, new LogbackReports(this));
        }
    }

    /**
     * Starts with options that come from elsewhere than Logback's configuration, or goes on with them: under the same
     * endpoint and source of credentials with what is left and with the counts, else anew. This waits for nothing, and the
     * calls meanwhile are not lost. Call it as well after a reset of the context that has stopped this appender.
     * Mistakes are logged at WARN on {@code ai.thrivestack.track}, and are no status.
     */
    public synchronized void start(TrackOptions options) {
        TrackPipeline former = pipeline;
        stopDisabledLevels();
        contextEnd = ContextEnd.of(getContext());
        Object configuration = new Object(); // other options are another one, also between two resets
        startWith(options, configuration, new LogReports(new LogbackReports(this)));
        if (former != null) {
            former.release(); // last: it waits for a successor only for a time
        }
    }

    private void startWith(TrackOptions options, Object configuration, Reports reports) {
        marker = options.get(TrackOptions.MARKER);
        AppenderScope scope = scope(configuration);
        List<String> mistakes = unknownOptions();
        beginning = () -> LivePipelines.start(scope, options, mistakes, reports);
        pipeline = CallStack.isInsideALogCall() ? null : beginning.get();
        super.start();
        if (options.get(TrackOptions.CAPTURE_DISABLED_LEVELS) && getContext() instanceof LoggerContext) {
            disabledLevels = new DisabledLevelFilter((LoggerContext) getContext(), this, marker);
            disabledLevels.start();
        }
    }

    private AppenderScope scope(Object configuration) {
        String contextName =
                getContext() == null ? "" : String.valueOf(getContext().getName());
        return new AppenderScope(String.valueOf(getName()), getContext(), contextName, configuration);
    }

    private List<String> unknownOptions() {
        return UnknownElements.since(getStatusManager()).stream()
                .map(TrackOptions::unknown)
                .collect(Collectors.toList());
    }

    @Override
    protected void append(ILoggingEvent event) {
        if (Markers.isTracked(event, marker)) {
            TrackPipeline current = pipeline;
            (current != null ? current : begin()).track(new LogbackRecord(event, marker));
        }
    }

    private synchronized TrackPipeline begin() {
        if (pipeline == null) {
            pipeline = beginning.get();
            if (!isStarted()) { // stopped since this log call began: there is no other stop
                pipeline.retire();
            }
        }
        return pipeline;
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

    /** How delivery goes; null before the first start. */
    public DeliveryState state() {
        TrackPipeline current = pipeline;
        return current == null ? null : current.state();
    }

    /**
     * Waits while events get through, for at most {@code shutdownTimeout}, and at least for one try. What is left is
     * delivered in the background for as long; if the JVM exits, this waits for all of it. Returns at once when the context
     * is reset, and inside a log call, as when a SiftingAppender evicts its oldest appender. The appender of the same name,
     * endpoint and source of credentials in the next configuration goes on with what is left.
     */
    @Override
    public synchronized void stop() {
        if (isStarted()) {
            stopDisabledLevels();
            super.stop();
            if (pipeline != null) {
                stop(pipeline);
            }
        }
    }

    /** As {@link #stop}, but waits for nothing: what is left is delivered in the background. */
    public synchronized void stopLater() {
        if (isStarted()) {
            stopDisabledLevels();
            super.stop();
            if (pipeline != null) {
                pipeline.retire();
            }
        }
    }

    private void stopDisabledLevels() {
        if (disabledLevels != null) {
            disabledLevels.stop();
            disabledLevels = null;
        }
    }

    private void stop(TrackPipeline current) {
        if (contextEnd.isReset()) {
            current.release();
        } else if (CallStack.isInsideALogCall()) {
            current.retire();
        } else {
            addInfo("stopped: " + current.stop(LONGEST));
        }
    }
}
