// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.util.List;

import ai.thrivestack.track.Reports;
import ai.thrivestack.track.pipeline.CallStack;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.sift.SiftingAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.sift.AppenderTracker;
import ch.qos.logback.core.spi.ContextAwareBase;
import ch.qos.logback.core.spi.FilterReply;
import ch.qos.logback.core.status.NopStatusListener;
import ch.qos.logback.core.status.StatusListener;

/** What Logback shows people. */
final class LogbackReports extends ContextAwareBase implements Reports {
    private static final String LOGGER = "ai.thrivestack.track";
    /** Spring Boot's, until 3.4: it shows errors alone. */
    private static final String ERRORS_ALONE = "FilteringStatusListener";

    LogbackReports(TrackAppender appender) {
        super(appender);
        setContext(appender.getContext());
    }

    /** Listeners print the status. Without any, Logback prints it once it has configured itself. */
    @Override
    public boolean isStatusShown() {
        if (context == null) {
            return false;
        }
        List<StatusListener> listeners = getStatusManager().getCopyOfStatusListenerList();
        for (StatusListener listener : listeners) {
            if (!(listener instanceof NopStatusListener)
                    && !listener.getClass().getSimpleName().equals(ERRORS_ALONE)) {
                return true;
            }
        }
        return listeners.isEmpty() && isConfiguringItself();
    }

    private static boolean isConfiguringItself() {
        return CallStack.isInside("org.slf4j.impl.StaticLoggerBinder", "init") // 1.2
                || CallStack.isInside("ch.qos.logback.classic.spi.LogbackServiceProvider", "initializeLoggerContext");
    }

    @Override
    public void status(String sentence) {
        addWarn(sentence);
    }

    @Override
    public boolean isLogShown() {
        if (!(context instanceof LoggerContext)) {
            return false;
        }
        Logger logger = ((LoggerContext) context).getLogger(LOGGER);
        ILoggingEvent warning = new LoggingEvent(Logger.class.getName(), logger, Level.WARN, "", null, null);
        return logger.isWarnEnabled()
                && Attachment.leads(logger, appender -> shows(appender, warning), passing -> takes(passing, warning));
    }

    /** A SiftingAppender does so if one of those does that it has made. */
    @SuppressWarnings("unchecked") // Logback Classic's appenders take its events
    private static boolean shows(Appender<?> appender, ILoggingEvent warning) {
        if (appender instanceof SiftingAppender) {
            AppenderTracker<ILoggingEvent> made = ((SiftingAppender) appender).getAppenderTracker();
            return made != null && made.allComponents().stream().anyMatch(each -> shows(each, warning));
        }
        return !appender.getClass().getName().equals(TrackAppender.class.getName())
                && takes((Appender<ILoggingEvent>) appender, warning);
    }

    private static boolean takes(Appender<ILoggingEvent> appender, ILoggingEvent warning) {
        return appender.isStarted() && appender.getFilterChainDecision(warning) != FilterReply.DENY;
    }

    @Override
    public void log(String sentence) {
        ((LoggerContext) context).getLogger(LOGGER).warn(sentence);
    }
}
