// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import java.beans.PropertyChangeEvent;

import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.log4j2.TrackAppender;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.NullConfiguration;

/**
 * Our appender in Log4j2's context: one object for each configuration, on the root logger and on those that pass nothing
 * on to it. It goes on where the one in the configuration before has left off. The context tells of a new configuration on
 * the thread that sets it. Thread-safe.
 */
final class Log4j2Framework implements Framework {
    private final LoggerContext context;
    /** Null while none belongs in the context. */
    private TrackOptions options;
    /** The configuration that {@link #appender} is in. */
    private Configuration configuration;

    private TrackAppender appender;

    Log4j2Framework() {
        context = (LoggerContext) LogManager.getContext(false);
        context.addPropertyChangeListener(this::changed);
    }

    @Override
    public synchronized boolean hasAnother() {
        Configuration current = context.getConfiguration();
        return Log4j2Appenders.in(current).stream().anyMatch(each -> each != appender)
                || Log4j2Appenders.isDeclared(current);
    }

    @Override
    public synchronized boolean isAttached() {
        return appender != null && configuration == context.getConfiguration() && appender.isStarted();
    }

    @Override
    public boolean isInfoOff() {
        return context.getConfiguration().getLoggers().values().stream()
                .noneMatch(logger -> logger.getLevel().isLessSpecificThan(Level.INFO));
    }

    @Override
    public synchronized void attach(TrackOptions wanted) {
        options = wanted;
        if (isAttached()) {
            appender.start(wanted);
        } else {
            TrackAppender former = appender;
            configuration = context.getConfiguration();
            appender = TrackAppender.create(APPENDER, wanted, configuration);
            appender.start();
            configuration.addAppender(appender);
            for (LoggerConfig logger : configuration.getLoggers().values()) {
                if (logger == configuration.getRootLogger() || !logger.isAdditive()) {
                    logger.addAppender(appender, null, null);
                }
            }
            if (former != null) {
                former.stopLater();
            }
        }
    }

    /** Log4j2 starts a configuration before it stops the one before, and our appender in it waits for nothing. */
    @Override
    public void beforeReset() {}

    @Override
    public synchronized void detach() {
        TrackAppender former = remove();
        if (former != null) {
            former.stopLater();
        }
    }

    @Override
    public synchronized void close() {
        TrackAppender former = remove();
        if (former != null) {
            former.stop();
        }
    }

    private TrackAppender remove() {
        TrackAppender former = appender;
        options = null;
        if (former != null) {
            configuration.getLoggers().values().forEach(logger -> logger.removeAppender(former.getName()));
            configuration.getAppenders().remove(former.getName(), former);
        }
        appender = null;
        configuration = null;
        return former;
    }

    /** Log4j2 tells also when only levels have changed. At the end it sets a configuration that has no appenders. */
    private synchronized void changed(PropertyChangeEvent event) {
        if (LoggerContext.PROPERTY_CONFIG.equals(event.getPropertyName())
                && options != null
                && !isAttached()
                && !(context.getConfiguration() instanceof NullConfiguration)
                && !hasAnother()) {
            attach(options);
        }
    }
}
