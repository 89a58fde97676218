// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.core.Filter;
import org.apache.logging.log4j.core.Logger;
import org.apache.logging.log4j.core.config.AppenderControl;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.filter.AbstractFilter;
import org.apache.logging.log4j.core.filter.CompositeFilter;
import org.apache.logging.log4j.message.Message;

/**
 * Takes the marked calls whose level is off to one appender, and to no other: Log4j2 asks the filter of its
 * configuration before it looks at the level.
 *
 * <p>Called on the thread that logs, for every call, enabled or not. One without a marker costs a test for null and no
 * allocation: that is why each number of parameters has its method, which AbstractFilter would put into an array.
 * Thread-safe.
 */
final class DisabledLevelFilter extends AbstractFilter {
    private final Configuration configuration;
    private final String trackMarker;
    private final Attachment attachment;

    /** Log4j2's own way into an appender: its filter, its errors. */
    private final AppenderControl appender;

    /** Set while a record is being taken: a value that logs itself when it is read would never come to an end. */
    private final ThreadLocal<Boolean> taking = new ThreadLocal<>();

    DisabledLevelFilter(Configuration configuration, TrackAppender appender, String trackMarker) {
        super(Result.NEUTRAL, Result.NEUTRAL);
        this.configuration = configuration;
        this.trackMarker = trackMarker;
        this.attachment = new Attachment(configuration, appender);
        this.appender = new AppenderControl(appender, null, null);
    }

    private Result decide(FilteredCall call) {
        try {
            return call.marker.isInstanceOf(trackMarker) && call.isLoggedInVain() && takes(call)
                    ? decideForAll(call)
                    : Result.NEUTRAL;
        } catch (Throwable unexpected) { // nobody else catches it: it would reach the application's log call
            return Result.NEUTRAL;
        }
    }

    private boolean takes(FilteredCall call) {
        return call.marker.isInstanceOf(trackMarker) && attachment.leadsFrom(call.logger.getName(), call.level);
    }

    /**
     * A filter behind this one that accepts the call sends it to all appenders, ours included. So those are asked first,
     * and their answer is given as ours, since a second one might differ. Where they have none the level decides, and it
     * is off: for Log4j2 DENY is the same as NEUTRAL then, but nobody is asked again.
     */
    private Result decideForAll(FilteredCall call) {
        List<DisabledLevelFilter> ours = new ArrayList<>(1);
        boolean reached = false;
        for (Filter filter : filters()) {
            reached |= filter == this;
            if (reached && filter instanceof DisabledLevelFilter) {
                ours.add((DisabledLevelFilter) filter);
            } else if (reached) {
                Result result = call.ask(filter);
                if (result != Result.NEUTRAL) {
                    return result;
                }
            }
        }
        for (DisabledLevelFilter each : ours) {
            if (each.takes(call)) {
                each.take(call);
            }
        }
        return Result.DENY;
    }

    private Iterable<Filter> filters() {
        Filter filter = configuration.getFilter();
        return filter instanceof CompositeFilter
                ? Arrays.asList(((CompositeFilter) filter).getFiltersArray())
                : Collections.singletonList(filter);
    }

    private void take(FilteredCall call) {
        if (taking.get() != null) {
            return;
        }
        taking.set(true);
        try {
            call.withEvent(configuration, event -> {
                if (attachment.letsThrough(event)) {
                    appender.callAppender(event);
                }
            });
        } finally {
            taking.remove();
        }
    }

    @Override
    public Result filter(Logger logger, Level level, Marker marker, Message message, Throwable thrown) {
        return marker == null ? Result.NEUTRAL : decide(new FilteredCall(logger, level, marker, message, null, thrown));
    }

    @Override
    public Result filter(Logger logger, Level level, Marker marker, Object message, Throwable thrown) {
        return marker == null ? Result.NEUTRAL : decide(new FilteredCall(logger, level, marker, message, null, thrown));
    }

    @Override
    public Result filter(Logger logger, Level level, Marker marker, String text, Object... parameters) {
        return marker == null
                ? Result.NEUTRAL
                : decide(new FilteredCall(logger, level, marker, text, parameters, null));
    }

    @Override
    public Result filter(Logger logger, Level level, Marker marker, String text, Object p0) {
        return marker == null
                ? Result.NEUTRAL
                : decide(new FilteredCall(logger, level, marker, text, new Object[] {p0}, null));
    }

    @Override
    public Result filter(Logger logger, Level level, Marker marker, String text, Object p0, Object p1) {
        return marker == null
                ? Result.NEUTRAL
                : decide(new FilteredCall(logger, level, marker, text, new Object[] {p0, p1}, null));
    }

    @Override
    public Result filter(Logger logger, Level level, Marker marker, String text, Object p0, Object p1, Object p2) {
        return marker == null
                ? Result.NEUTRAL
                : decide(new FilteredCall(logger, level, marker, text, new Object[] {p0, p1, p2}, null));
    }

    @Override
    public Result filter(
            Logger logger, Level level, Marker marker, String text, Object p0, Object p1, Object p2, Object p3) {
        return marker == null
                ? Result.NEUTRAL
                : decide(new FilteredCall(logger, level, marker, text, new Object[] {p0, p1, p2, p3}, null));
    }

    @Override
    public Result filter(
            Logger logger,
            Level level,
            Marker marker,
            String text,
            Object p0,
            Object p1,
            Object p2,
            Object p3,
            Object p4) {
        return marker == null
                ? Result.NEUTRAL
                : decide(new FilteredCall(logger, level, marker, text, new Object[] {p0, p1, p2, p3, p4}, null));
    }

    @Override
    public Result filter(
            Logger logger,
            Level level,
            Marker marker,
            String text,
            Object p0,
            Object p1,
            Object p2,
            Object p3,
            Object p4,
            Object p5) {
        return marker == null
                ? Result.NEUTRAL
                : decide(new FilteredCall(logger, level, marker, text, new Object[] {p0, p1, p2, p3, p4, p5}, null));
    }

    @Override
    public Result filter(
            Logger logger,
            Level level,
            Marker marker,
            String text,
            Object p0,
            Object p1,
            Object p2,
            Object p3,
            Object p4,
            Object p5,
            Object p6) {
        return marker == null
                ? Result.NEUTRAL
                : decide(
                        new FilteredCall(logger, level, marker, text, new Object[] {p0, p1, p2, p3, p4, p5, p6}, null));
    }

    @Override
    public Result filter(
            Logger logger,
            Level level,
            Marker marker,
            String text,
            Object p0,
            Object p1,
            Object p2,
            Object p3,
            Object p4,
            Object p5,
            Object p6,
            Object p7) {
        return marker == null
                ? Result.NEUTRAL
                : decide(new FilteredCall(
                        logger, level, marker, text, new Object[] {p0, p1, p2, p3, p4, p5, p6, p7}, null));
    }

    @Override
    public Result filter(
            Logger logger,
            Level level,
            Marker marker,
            String text,
            Object p0,
            Object p1,
            Object p2,
            Object p3,
            Object p4,
            Object p5,
            Object p6,
            Object p7,
            Object p8) {
        return marker == null
                ? Result.NEUTRAL
                : decide(new FilteredCall(
                        logger, level, marker, text, new Object[] {p0, p1, p2, p3, p4, p5, p6, p7, p8}, null));
    }

    @Override
    public Result filter(
            Logger logger,
            Level level,
            Marker marker,
            String text,
            Object p0,
            Object p1,
            Object p2,
            Object p3,
            Object p4,
            Object p5,
            Object p6,
            Object p7,
            Object p8,
            Object p9) {
        return marker == null
                ? Result.NEUTRAL
                : decide(new FilteredCall(
                        logger, level, marker, text, new Object[] {p0, p1, p2, p3, p4, p5, p6, p7, p8, p9}, null));
    }
}
