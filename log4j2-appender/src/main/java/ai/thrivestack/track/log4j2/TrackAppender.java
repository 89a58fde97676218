// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.OneLine;
import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.TrackPipeline;
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
 * <p>The options are those of {@link TrackOptions}, each an attribute of the same name. A bad one is answered in the
 * status logger and never keeps the application from starting. What people must know at run time goes to the logger
 * {@code ai.thrivestack.track} at WARN, and to the status logger.
 *
 * <p>Records are read on the thread that appends them, so no asynchronous appender is needed in front. Thread-safe.
 */
@Plugin(name = "Track", category = Core.CATEGORY_NAME, elementType = Appender.ELEMENT_TYPE)
public final class TrackAppender extends AbstractAppender {
    private static final String REPORT_LOGGER = "ai.thrivestack.track";
    private static final Duration LONGEST = Duration.ofDays(1);

    private final TrackOptions options;
    private final String marker;
    private final Configuration configuration;
    private volatile TrackPipeline pipeline;
    private Succession succession;
    /** Null unless the option is set. */
    private DisabledLevelFilter disabledLevels;

    private TrackAppender(String name, Filter filter, TrackOptions options, Configuration configuration) {
        super(name, filter, null, true, Property.EMPTY_ARRAY);
        this.options = options;
        this.marker = options.get(TrackOptions.MARKER);
        this.configuration = configuration;
    }

    /** Called by Log4j2 with what stands in its configuration. */
    @PluginFactory
    public static TrackAppender create(
            @PluginAttribute("name") String name,
            @PluginAttribute(value = "ignoreExceptions", defaultBoolean = true) boolean ignoreExceptions,
            @PluginElement("Filter") Filter filter,
            @OptionAttributes Map<String, String> given,
            @PluginConfiguration Configuration configuration) {
        TrackOptions options = TrackOptions.of(given);
        options.problems().forEach(problem -> LOGGER.warn("Track appender {}: {}", shown(name), problem));
        return new TrackAppender(name == null ? "TRACK" : name, filter, options, configuration);
    }

    @Override
    public synchronized void start() {
        if (!isStarted()) {
            succession = Succession.begin(
                    getName(),
                    configuration,
                    former -> former.succeed(getName(), options, this::report),
                    context -> TrackPipeline.start(getName(), context, options, this::report));
            pipeline = succession.pipeline();
            super.start();
            if (options.get(TrackOptions.CAPTURE_DISABLED_LEVELS)) {
                disabledLevels = new DisabledLevelFilter(configuration, this, marker);
                configuration.addFilter(disabledLevels);
            }
        }
    }

    private void report(String sentence) {
        LOGGER.warn("Track appender {}: {}", shown(getName()), sentence);
        LoggerContext context = configuration.getLoggerContext();
        if (context != null) {
            context.getLogger(REPORT_LOGGER).warn(sentence);
        }
    }

    private static String shown(String name) {
        return OneLine.of(String.valueOf(name));
    }

    @Override
    public void append(LogEvent event) {
        Marker carried = event.getMarker();
        if (carried != null && isTracked(carried)) {
            pipeline.track(new Log4j2Record(event, marker));
        }
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

    /**
     * Delivers what is there, for at most {@code shutdownTimeout} and the time given, and says what is undelivered then.
     * When the context is reconfigured, returns at once: the appender of the same name in the new configuration goes on
     * with it, or if there is none it is delivered in the background for {@code shutdownTimeout}.
     *
     * @param timeout 0 for {@code shutdownTimeout} alone
     */
    @Override
    public synchronized boolean stop(long timeout, TimeUnit unit) {
        if (isStarted()) {
            if (disabledLevels != null) {
                configuration.removeFilter(disabledLevels);
                disabledLevels = null;
            }
            setStopping();
            succession.end(timeout > 0 ? Duration.ofNanos(unit.toNanos(timeout)) : LONGEST);
            LOGGER.info("Track appender {} stopped: {}", shown(getName()), pipeline.counts());
            setStopped();
        }
        return true;
    }
}
