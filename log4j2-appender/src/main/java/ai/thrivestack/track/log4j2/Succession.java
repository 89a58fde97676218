// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.time.Duration;
import java.util.function.Function;

import ai.thrivestack.track.TrackPipeline;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;

/**
 * Hands a pipeline from one configuration's appender to the next one's. Log4j2 starts the new appender, changes over,
 * and then stops the old one; the context keeps, by the appender's name, who has the pipeline.
 *
 * <p>One for each started appender, which calls it on the thread that configures.
 */
final class Succession {
    /** Null where a configuration stands alone. */
    private final LoggerContext context;

    private final Configuration configuration;
    private final String key;
    private final TrackPipeline pipeline;

    private Succession(LoggerContext context, Configuration configuration, String key, TrackPipeline pipeline) {
        this.context = context;
        this.configuration = configuration;
        this.key = key;
        this.pipeline = pipeline;
    }

    /**
     * @param continued the successor of a pipeline, null if it cannot be continued
     * @param begun a new one, in the context of this name
     */
    static Succession begin(
            String appender,
            Configuration configuration,
            Function<TrackPipeline, TrackPipeline> continued,
            Function<String, TrackPipeline> begun) {
        LoggerContext context = configuration.getLoggerContext();
        String key = Succession.class.getName() + "/" + appender;
        TrackPipeline pipeline = null;
        Object former = context == null ? null : context.getObject(key);
        // one of another class loader cannot be continued; one of this configuration is a namesake
        if (former instanceof Succession && ((Succession) former).configuration != configuration) {
            pipeline = continued.apply(((Succession) former).pipeline);
        }
        if (pipeline == null) {
            pipeline = begun.apply(context == null ? "" : context.getName());
        }
        Succession succession = new Succession(context, configuration, key, pipeline);
        if (context != null) {
            context.putObject(key, succession);
        }
        return succession;
    }

    TrackPipeline pipeline() {
        return pipeline;
    }

    /**
     * The appender stops. One that a new configuration has no more ends in the background, unless it comes back before;
     * a successor's pipeline is left alone either way.
     */
    void end(Duration atMost) {
        if (isReplaced()) {
            pipeline.release(this::forget);
        } else {
            forget();
            pipeline.close(atMost);
        }
    }

    private void forget() {
        if (context != null) {
            context.removeObject(key, this);
        }
    }

    private boolean isReplaced() {
        return context != null
                && !context.isStopping()
                && !context.isStopped()
                && context.getConfiguration() != configuration;
    }
}
