// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.logback.TrackAppender;
import ai.thrivestack.track.pipeline.CallStack;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Our appender in Logback's context: one object for the whole life of the JVM, on the root logger and on those that pass
 * nothing on to it. A reset throws it away: one by a scan of {@code logback.xml} is met by a listener, on the thread that
 * resets, and one by Spring Boot by {@link #beforeReset}. Thread-safe.
 */
final class LogbackFramework implements Framework {
    private final LoggerContext context;
    private final TrackAppender appender = new TrackAppender();
    private final LoggerContextListener resets = new Resets();
    /** Null while the appender does not belong in the context. */
    private volatile TrackOptions options;

    LogbackFramework() {
        context = (LoggerContext) LoggerFactory.getILoggerFactory();
        appender.setName(APPENDER);
        appender.setContext(context);
    }

    @Override
    public boolean hasAnother() {
        return LogbackAppenders.in(context).stream().anyMatch(each -> each != appender);
    }

    @Override
    public boolean isAttached() {
        return appender.isStarted() && root().isAttached(appender);
    }

    @Override
    public boolean isInfoOff() {
        return context.getLoggerList().stream()
                .map(Logger::getLevel)
                .allMatch(level -> level == null || level.isGreaterOrEqual(Level.WARN));
    }

    private Logger root() {
        return context.getLogger(Logger.ROOT_LOGGER_NAME);
    }

    @Override
    public synchronized void attach(TrackOptions wanted) {
        options = wanted;
        appender.start(wanted);
        addToLoggers();
        if (!context.getCopyOfListenerList().contains(resets)) {
            context.addListener(resets);
        }
    }

    private void addToLoggers() {
        for (Logger logger : context.getLoggerList()) {
            if (logger == root() || !logger.isAdditive()) {
                logger.addAppender(appender); // does nothing if it is there
            }
        }
    }

    private void removeFromLoggers() {
        context.getLoggerList().forEach(logger -> logger.detachAppender(appender));
    }

    /** Boot stops and resets the context unless it has left its mark there. */
    @Override
    public synchronized void beforeReset() {
        if (context.getObject(LoggingSystem.class.getName()) == null) {
            removeFromLoggers();
        }
    }

    @Override
    public synchronized void detach() {
        options = null;
        removeFromLoggers();
        appender.stopLater();
    }

    @Override
    public synchronized void close() {
        options = null;
        removeFromLoggers();
        appender.stop();
    }

    /** After a reset, in the middle of which Logback has stopped our appender. */
    private synchronized void afterReset() {
        TrackOptions current = options;
        if (current != null && !CallStack.isInside(LoggerContext.class.getName(), "stop")) {
            appender.start(current);
            addToLoggers();
        }
    }

    /** Logback keeps it through resets, but not through a stop. */
    private final class Resets implements LoggerContextListener {
        @Override
        public boolean isResetResistant() {
            return true;
        }

        @Override
        public void onReset(LoggerContext reset) {
            afterReset();
        }

        @Override
        public void onStart(LoggerContext started) {}

        @Override
        public void onStop(LoggerContext stopped) {}

        @Override
        public void onLevelChange(Logger logger, Level level) {}
    }
}
