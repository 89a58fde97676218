// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.DeliveryState;
import ai.thrivestack.track.LogReports;
import ai.thrivestack.track.OneLine;
import ai.thrivestack.track.Reports;
import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.pipeline.AppenderScope;
import ai.thrivestack.track.pipeline.CallStack;
import ai.thrivestack.track.pipeline.LivePipelines;
import ai.thrivestack.track.pipeline.TrackPipeline;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Core;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.Property;
import org.apache.logging.log4j.core.config.plugins.Plugin;
import org.apache.logging.log4j.core.config.plugins.PluginAttribute;
import org.apache.logging.log4j.core.config.plugins.PluginConfiguration;
import org.apache.logging.log4j.core.config.plugins.PluginElement;
import org.apache.logging.log4j.core.config.plugins.PluginFactory;

/**
 * Makes Track events of the log records that carry the marker, and delivers them.
 *
 * <pre>{@code
 * <Track name="TRACK" tokenFile="/run/secrets/track-token"/>
 * }</pre>
 *
 * <p>The options are those of {@link TrackOptions}, each an attribute of the same name. A bad one is a warning of the
 * status logger, and unless that is printed, on the logger {@code ai.thrivestack.track}; it never keeps the application
 * from starting. What people must know at run time goes to that logger at WARN.
 *
 * <p>Records are read on the thread that appends them, so no asynchronous appender is needed in front. Thread-safe.
 */
@Plugin(name = "Track", category = Core.CATEGORY_NAME, elementType = Appender.ELEMENT_TYPE)
public final class TrackAppender extends AbstractAppender {
    private static final Duration LONGEST = Duration.ofDays(1);

    private volatile TrackOptions options;
    private volatile String marker;
    private final Configuration configuration;
    /** Tells the options apart that it has had: the configuration, or an object for each that code has set. */
    private volatile Object origin;
    /** One that Routing makes inside a log call has none before its first event: it may be for a call of others. */
    private volatile TrackPipeline pipeline;
    /** Null unless the option is set. */
    private DisabledLevelFilter disabledLevels;

    private TrackAppender(
            String name, Filter filter, TrackOptions options, Configuration configuration, Object origin) {
        super(name, filter, null, true, Property.EMPTY_ARRAY);
        this.options = options;
        this.marker = options.get(TrackOptions.MARKER);
        this.configuration = configuration;
        this.origin = origin;
    }

    /** Called by Log4j2 with what stands in its configuration. */
    @PluginFactory
    public static TrackAppender create(
            @PluginAttribute("name") String name,
            @PluginAttribute(value = "ignoreExceptions", defaultBoolean = true) boolean ignoreExceptions,
            @PluginElement("Filter") Filter filter,
            @OptionAttributes Map<String, String> given,
            @PluginConfiguration Configuration configuration) {
        return new TrackAppender(
                name == null ? "TRACK" : name, filter, TrackOptions.of(given), configuration, configuration);
    }

    /**
     * One that code adds to a configuration, with options that come from elsewhere. It goes on where a former appender of
     * the same name, context, endpoint and source of credentials has left off. Mistakes are logged at WARN on
     * {@code ai.thrivestack.track}, and are no warning of the status logger.
     */
    public static TrackAppender create(String name, TrackOptions options, Configuration configuration) {
        return new TrackAppender(name, null, options, configuration, new Object());
    }

    @Override
    public synchronized void start() {
        if (!isStarted()) {
            startWith();
        }
    }

    /**
     * Goes on with other options: under the same endpoint and source of credentials with what is left and with the counts,
     * else anew. This waits for nothing, and the calls meanwhile are not lost. Mistakes are told as those of
     * {@link #create(String, TrackOptions, Configuration)}.
     */
    public synchronized void start(TrackOptions others) {
        TrackPipeline former = pipeline;
        stopDisabledLevels();
        options = others;
        origin = new Object();
        marker = others.get(TrackOptions.MARKER);
        startWith();
        if (former != null) {
            former.release(); // last: it waits for a successor only for a time
        }
    }

    private void startWith() {
        pipeline = CallStack.isInsideALogCall() ? null : newPipeline();
        super.start();
        if (options.get(TrackOptions.CAPTURE_DISABLED_LEVELS)) {
            disabledLevels = new DisabledLevelFilter(configuration, this, marker);
            configuration.addFilter(disabledLevels);
        }
    }

    private TrackPipeline newPipeline() {
        LoggerContext context = configuration.getLoggerContext();
        Reports reports = new Log4j2Reports(getName(), context);
        return LivePipelines.start(
                new AppenderScope(getName(), context, context == null ? "" : context.getName(), origin),
                options,
                Collections.emptyList(),
                origin == configuration ? reports : new LogReports(reports));
    }

    @Override
    public void append(LogEvent event) {
        Marker carried = event.getMarker();
        if (carried != null && isTracked(carried)) {
            TrackPipeline current = pipeline;
            (current != null ? current : begin()).track(new Log4j2Record(event, marker));
        }
    }

    private synchronized TrackPipeline begin() {
        if (pipeline == null) {
            pipeline = newPipeline();
            if (!isStarted()) { // stopped since this log call began: there is no other stop
                pipeline.retire();
            }
        }
        return pipeline;
    }

    /** The name alone decides for a marker without parents, as most are; Log4j2's own question takes longer. */
    private boolean isTracked(Marker carried) {
        return carried.getName().equals(marker) || carried.hasParents() && carried.isInstanceOf(marker);
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
     * Waits while events get through, for at most {@code shutdownTimeout} and the time given, and at least for one try.
     * What is left is delivered in the background for {@code shutdownTimeout}; if the JVM exits, this waits for all of it.
     * Returns at once when the context is reconfigured, and inside a log call or a purge, as when Routing drops it. The
     * appender of the same name, endpoint and source of credentials in the new configuration goes on with what is left.
     *
     * @param timeout 0 for {@code shutdownTimeout} alone
     */
    @Override
    public synchronized boolean stop(long timeout, TimeUnit unit) {
        if (isStarted()) {
            stopDisabledLevels();
            setStopping();
            if (pipeline != null) {
                stop(pipeline, timeout > 0 ? Duration.ofNanos(unit.toNanos(timeout)) : LONGEST);
            }
            setStopped();
        }
        return true;
    }

    /** As {@link #stop(long, TimeUnit)}, but waits for nothing: what is left is delivered in the background. */
    public synchronized void stopLater() {
        if (isStarted()) {
            stopDisabledLevels();
            setStopping();
            if (pipeline != null) {
                pipeline.retire();
            }
            setStopped();
        }
    }

    private void stopDisabledLevels() {
        if (disabledLevels != null) {
            configuration.removeFilter(disabledLevels);
            disabledLevels = null;
        }
    }

    private void stop(TrackPipeline current, Duration atMost) {
        if (isReplaced()) {
            current.release();
        } else if (CallStack.isInsideALogCall()) {
            current.retire();
        } else {
            LOGGER.info("Track appender {} stopped: {}", OneLine.of(getName()), current.stop(atMost));
        }
    }

    private boolean isReplaced() {
        LoggerContext context = configuration.getLoggerContext();
        return context != null
                && !context.isStopping()
                && !context.isStopped()
                && context.getConfiguration() != configuration;
    }
}
