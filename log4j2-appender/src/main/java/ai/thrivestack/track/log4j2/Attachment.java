// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.util.function.Predicate;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.appender.AsyncAppender;
import org.apache.logging.log4j.core.config.AppenderRef;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;

/**
 * The ways from a logger to an appender, as a record goes them: up the configurations of loggers, and through
 * AsyncAppenders. What may stop it there holds: the level and the filter of a reference, the filter of a logger's
 * configuration or of an AsyncAppender. Only references inside an AsyncAppender do not show theirs.
 */
final class Attachment {
    private final Configuration configuration;
    private final Appender target;

    Attachment(Configuration configuration, Appender target) {
        this.configuration = configuration;
        this.target = target;
    }

    /** If there is a way at all, whatever its filters may say. */
    boolean leadsFrom(String logger, Level level) {
        return leads(logger, level, filter -> true);
    }

    boolean letsThrough(LogEvent event) {
        return leads(
                event.getLoggerName(),
                event.getLevel(),
                filter -> filter == null || filter.filter(event) != Filter.Result.DENY);
    }

    private boolean leads(String logger, Level level, Predicate<Filter> passes) {
        LoggerConfig config = configuration.getLoggerConfig(logger);
        while (config != null && passes.test(config.getFilter())) {
            for (Appender appender : config.getAppenders().values()) {
                if (leads(appender, passes) && isReferred(appender, config, level, passes)) {
                    return true;
                }
            }
            config = config.isAdditive() ? config.getParent() : null;
        }
        return false;
    }

    private boolean leads(Appender appender, Predicate<Filter> passes) {
        if (appender instanceof AsyncAppender) {
            for (String name : ((AsyncAppender) appender).getAppenderRefStrings()) {
                if (leads(configuration.getAppender(name), passes)) {
                    return passes.test(((AsyncAppender) appender).getFilter());
                }
            }
        }
        return appender == target;
    }

    static boolean isReferred(Appender appender, LoggerConfig config, Level level, Predicate<Filter> passes) {
        boolean found = false;
        for (AppenderRef reference : config.getAppenderRefs()) {
            if (reference.getRef().equals(appender.getName())) {
                found = true;
                if ((reference.getLevel() == null || reference.getLevel().intLevel() >= level.intLevel())
                        && passes.test(reference.getFilter())) {
                    return true;
                }
            }
        }
        return !found; // attached by code, which leaves no reference
    }
}
