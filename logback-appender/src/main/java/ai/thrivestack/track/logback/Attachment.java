// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.util.Iterator;
import java.util.function.Predicate;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.AppenderAttachable;

/** The ways from a logger to appenders: up its ancestors, and through appenders that have appenders. */
final class Attachment {
    private Attachment() {}

    /** @param passes if an appender on the way, such as an AsyncAppender, lets the record through */
    static boolean leads(Logger logger, Predicate<Appender<?>> isTarget, Predicate<Appender<ILoggingEvent>> passes) {
        for (Logger each = logger; each != null; each = each.isAdditive() ? parent(each) : null) {
            if (leads(each.iteratorForAppenders(), isTarget, passes)) {
                return true;
            }
        }
        return false;
    }

    private static boolean leads(
            Iterator<Appender<ILoggingEvent>> appenders,
            Predicate<Appender<?>> isTarget,
            Predicate<Appender<ILoggingEvent>> passes) {
        while (appenders.hasNext()) {
            Appender<ILoggingEvent> appender = appenders.next();
            boolean leads = appender instanceof AppenderAttachable
                    ? leads(attached(appender), isTarget, passes) && passes.test(appender)
                    : isTarget.test(appender);
            if (leads) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("unchecked") // an appender passes on what it takes
    private static Iterator<Appender<ILoggingEvent>> attached(Appender<ILoggingEvent> appender) {
        return ((AppenderAttachable<ILoggingEvent>) appender).iteratorForAppenders();
    }

    /** Logback keeps it to itself, but a logger's ancestors have the beginnings of its name, cut at dots and dollars. */
    private static Logger parent(Logger logger) {
        LoggerContext loggers = logger.getLoggerContext();
        Logger root = loggers.getLogger(Logger.ROOT_LOGGER_NAME);
        if (logger == root) {
            return null;
        }
        String name = logger.getName();
        int end = Math.max(name.lastIndexOf('.'), name.lastIndexOf('$'));
        return end < 0 ? root : loggers.exists(name.substring(0, end));
    }
}
