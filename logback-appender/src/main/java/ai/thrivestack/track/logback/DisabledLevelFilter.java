// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.spi.FilterReply;
import org.slf4j.Marker;

/**
 * Takes the marked calls whose level is off to one appender, and to no other: Logback asks its turbo filters before it
 * looks at the level. It stands in the context while it is started.
 *
 * <p>Called on the thread that logs, for every call, enabled or not. One without a marker costs a test for null here;
 * Logback itself makes an array of one or two arguments as soon as there is any turbo filter. Thread-safe.
 */
final class DisabledLevelFilter extends TurboFilter {
    private final LoggerContext loggers;
    private final TrackAppender appender;
    private final String trackMarker;

    /** Set while a record is being taken: a value that logs itself when it is read would never come to an end. */
    private final ThreadLocal<Boolean> taking = new ThreadLocal<>();

    DisabledLevelFilter(LoggerContext loggers, TrackAppender appender, String trackMarker) {
        this.loggers = loggers;
        this.appender = appender;
        this.trackMarker = trackMarker;
        setContext(loggers);
        setName(appender.getName());
    }

    @Override
    public void start() {
        super.start();
        loggers.addTurboFilter(this);
    }

    @Override
    public void stop() {
        loggers.getTurboFilterList().remove(this);
        super.stop();
    }

    @Override
    public FilterReply decide(
            Marker marker, Logger logger, Level level, String format, Object[] arguments, Throwable thrown) {
        if (marker == null) {
            return FilterReply.NEUTRAL;
        }
        try {
            return isLoggedInVain(logger, level, format) && takes(marker, logger)
                    ? decideForAll(marker, logger, level, format, arguments, thrown)
                    : FilterReply.NEUTRAL;
        } catch (Throwable unexpected) { // nobody else catches it: it would reach the application's log call
            return FilterReply.NEUTRAL;
        }
    }

    /**
     * What Logback 1.5.21 and newer ask when a fluent call ends. Such a record has passed the level, or has gone round
     * it, and reaches the appenders as it is.
     */
    public FilterReply decide(Logger logger, org.slf4j.event.LoggingEvent event) {
        return FilterReply.NEUTRAL;
    }

    /** A call without a format asks whether the level is on, as isInfoEnabled() does, and logs nothing. */
    private static boolean isLoggedInVain(Logger logger, Level level, String format) {
        return format != null && !level.isGreaterOrEqual(logger.getEffectiveLevel());
    }

    private boolean takes(Marker marker, Logger logger) {
        return marker.contains(trackMarker) && Attachment.leads(logger, target -> target == appender, each -> true);
    }

    /**
     * A filter behind this one that accepts the call sends it to all appenders, ours included. So those are asked first,
     * and their answer is given as ours, since a second one might differ. Where they have none the level decides, and it
     * is off: for Logback DENY is the same as NEUTRAL then, but nobody is asked again, and a level that is switched on
     * at this moment doubles nothing.
     */
    private FilterReply decideForAll(
            Marker marker, Logger logger, Level level, String format, Object[] arguments, Throwable thrown) {
        List<DisabledLevelFilter> ours = new ArrayList<>(1);
        boolean reached = false;
        for (TurboFilter filter : loggers.getTurboFilterList()) {
            reached |= filter == this;
            if (reached && filter instanceof DisabledLevelFilter) {
                ours.add((DisabledLevelFilter) filter);
            } else if (reached) {
                FilterReply reply = filter.decide(marker, logger, level, format, arguments, thrown);
                if (reply != FilterReply.NEUTRAL) {
                    return reply;
                }
            }
        }
        for (DisabledLevelFilter each : ours) {
            if (each.takes(marker, logger)) {
                each.take(new MarkedEvent(marker, logger, level, format, arguments, thrown), logger);
            }
        }
        return FilterReply.DENY;
    }

    private void take(LoggingEvent event, Logger logger) {
        if (taking.get() != null) {
            return;
        }
        taking.set(true);
        try {
            if (Attachment.leads(
                    logger,
                    target -> target == appender,
                    each -> each.getFilterChainDecision(event) != FilterReply.DENY)) {
                appender.doAppend(event);
            }
        } finally {
            taking.remove();
        }
    }
}
