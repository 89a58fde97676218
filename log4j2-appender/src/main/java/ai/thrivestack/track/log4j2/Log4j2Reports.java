// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.util.Arrays;

import ai.thrivestack.track.OneLine;
import ai.thrivestack.track.Reports;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.core.Appender;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AsyncAppender;
import org.apache.logging.log4j.core.appender.routing.RoutingAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.status.StatusListener;
import org.apache.logging.log4j.status.StatusLogger;

/** What Log4j2 shows people. */
final class Log4j2Reports implements Reports {
    private static final String LOGGER = "ai.thrivestack.track";
    /** Its listener takes warnings, and prints nothing. */
    private static final String JMX = "org.apache.logging.log4j.core.jmx.";

    private static final StatusLogger STATUS = StatusLogger.getLogger();

    private final String appender;
    /** Null where a configuration stands alone. */
    private final LoggerContext context;

    Log4j2Reports(String appender, LoggerContext context) {
        this.appender = OneLine.of(appender);
        this.context = context;
    }

    /** Log4j2 prints errors alone unless it is told otherwise, but calls its status logger enabled for warnings. */
    @Override
    public boolean isStatusShown() {
        boolean isHeard = false;
        boolean isShown = false;
        for (StatusListener listener : STATUS.getListeners()) {
            if (!listener.getClass().getName().startsWith(JMX)) {
                isHeard = true;
                isShown |= takesWarnings(listener.getStatusLevel());
            }
        }
        return isHeard ? isShown : takesWarnings(STATUS.getLevel());
    }

    private static boolean takesWarnings(Level level) {
        return level != null && level.isLessSpecificThan(Level.WARN);
    }

    @Override
    public void status(String sentence) {
        STATUS.warn("Track appender {}: {}", appender, sentence);
    }

    @Override
    public boolean isLogShown() {
        if (context == null || !context.isStarted()) {
            return false;
        }
        Logger logger = context.getLogger(LOGGER);
        LoggerConfig config = logger.isEnabled(Level.WARN) ? logger.get() : null;
        while (config != null && !shows(config)) {
            config = config.isAdditive() ? config.getParent() : null;
        }
        return config != null;
    }

    private boolean shows(LoggerConfig config) {
        return config.getAppenders().values().stream()
                .anyMatch(appender ->
                        shows(appender) && Attachment.isReferred(appender, config, Level.WARN, filter -> true));
    }

    /** Those that pass records on do so if one does that gets them. */
    private boolean shows(Appender appender) {
        if (appender instanceof AsyncAppender) {
            return Arrays.stream(((AsyncAppender) appender).getAppenderRefStrings())
                    .map(name -> context.getConfiguration().<Appender>getAppender(name))
                    .anyMatch(each -> each != null && shows(each));
        }
        if (appender instanceof RoutingAppender) {
            return ((RoutingAppender) appender)
                    .getAppenders().values().stream().anyMatch(each -> shows(each.getAppender()));
        }
        return appender.isStarted() && !appender.getClass().getName().equals(TrackAppender.class.getName());
    }

    @Override
    public void log(String sentence) {
        context.getLogger(LOGGER).warn(sentence);
    }
}
