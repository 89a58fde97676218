// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.logback.TrackAppender;
import ai.thrivestack.track.pipeline.CallStack;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggerContextListener;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.AppenderAttachable;
import org.slf4j.ILoggerFactory;
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

    static boolean isBound() {
        ILoggerFactory factory = LoggerFactory.getILoggerFactory();
        return factory instanceof LoggerContext;
    }

    @Override
    public boolean hasAnother() {
        Set<Appender<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        return context.getLoggerList().stream().anyMatch(logger -> hasAnother(logger, seen));
    }

    private boolean hasAnother(AppenderAttachable<ILoggingEvent> place, Set<Appender<?>> seen) {
        for (Appender<ILoggingEvent> each : appenders(place)) {
            if (seen.add(each)
                    && (each instanceof TrackAppender && each != appender
                            || isFront(each) && hasAnother(behind(each), seen))) {
                return true;
            }
        }
        return false;
    }

    private static List<Appender<ILoggingEvent>> appenders(AppenderAttachable<ILoggingEvent> place) {
        List<Appender<ILoggingEvent>> appenders = new ArrayList<>();
        for (Iterator<Appender<ILoggingEvent>> each = place.iteratorForAppenders(); each.hasNext(); ) {
            appenders.add(each.next());
        }
        return appenders;
    }

    private static boolean isFront(Appender<ILoggingEvent> appender) {
        return appender instanceof AppenderAttachable;
    }

    @SuppressWarnings("unchecked") // an appender passes on what it takes
    private static AppenderAttachable<ILoggingEvent> behind(Appender<ILoggingEvent> appender) {
        return (AppenderAttachable<ILoggingEvent>) appender;
    }

    @Override
    public boolean isAttached() {
        return appender.isStarted() && root().isAttached(appender);
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
