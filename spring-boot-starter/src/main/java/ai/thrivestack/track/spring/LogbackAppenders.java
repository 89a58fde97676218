// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import ai.thrivestack.track.DeliveryState;
import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.logback.TrackAppender;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.spi.AppenderAttachable;
import org.slf4j.LoggerFactory;

/**
 * Finds the Track appenders in Logback's context, also behind others such as an AsyncAppender. Those that a
 * SiftingAppender makes later are not found.
 */
final class LogbackAppenders {
    private final Set<Appender<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<TrackAppender> found = new ArrayList<>();

    private LogbackAppenders() {}

    static boolean isBound() {
        return LoggerFactory.getILoggerFactory() instanceof LoggerContext;
    }

    static List<TrackAppender> in(LoggerContext context) {
        LogbackAppenders search = new LogbackAppenders();
        context.getLoggerList().forEach(search::look);
        return search.found;
    }

    private void look(AppenderAttachable<ILoggingEvent> place) {
        for (Iterator<Appender<ILoggingEvent>> all = place.iteratorForAppenders(); all.hasNext(); ) {
            Appender<ILoggingEvent> each = all.next();
            if (seen.add(each)) {
                if (each instanceof TrackAppender) {
                    found.add((TrackAppender) each);
                } else if (each instanceof AppenderAttachable) {
                    look(behind(each));
                }
            }
        }
    }

    @SuppressWarnings("unchecked") // an appender passes on what it takes
    private static AppenderAttachable<ILoggingEvent> behind(Appender<ILoggingEvent> appender) {
        return (AppenderAttachable<ILoggingEvent>) appender;
    }

    static List<Appenders.Reading> readings() {
        return in((LoggerContext) LoggerFactory.getILoggerFactory()).stream()
                .map(LogbackAppenders::reading)
                .collect(Collectors.toList());
    }

    private static Appenders.Reading reading(TrackAppender appender) {
        return new Appenders.Reading() {
            @Override
            public TrackCounts counts() {
                return appender.counts();
            }

            @Override
            public DeliveryState state() {
                return appender.state();
            }
        };
    }
}
