// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import ai.thrivestack.track.testkit.TrackServer;
import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.turbo.TurboFilter;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

/** What Logback alone has: wrapped appenders, turbo filters that are asked in a row. */
class DisabledLevelFilterTest {
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");

    private final LogbackBackend backend = new LogbackBackend();
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final Logger root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    private final Logger log = context.getLogger("shop.Checkout");
    private TrackServer server;
    private TrackAppender track;

    @BeforeEach
    void startCapturing() {
        server = TrackServer.start();
        backend.start(backend.configuration(options()));
        track = (TrackAppender) root.getAppender("TRACK");
        root.setLevel(Level.WARN);
    }

    private Map<String, String> options() {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("endpoint", server.endpoint().toString());
        options.put("token", "secret-token");
        options.put("defaultUserId", "u1");
        options.put("captureDisabledLevels", "true");
        return options;
    }

    @AfterEach
    void stopAll() {
        backend.stop();
        server.close();
    }

    private long accepted() {
        return track.counts().accepted();
    }

    @Test
    void behindAnAsyncAppender_isCapturedAtOnce() {
        moveBehindAnAsyncAppender();
        log.info(TRACK, "signed_up");
        assertEquals(1, accepted());
    }

    private AsyncAppender moveBehindAnAsyncAppender() {
        AsyncAppender async = new AsyncAppender();
        async.setContext(context);
        root.detachAppender(track);
        async.addAppender(track);
        async.start();
        root.addAppender(async);
        return async;
    }

    @Test
    void behindAnAsyncAppenderThatDenies_isNotCaptured() {
        deny(moveBehindAnAsyncAppender()::addFilter);
        log.info(TRACK, "signed_up");
        assertEquals(0, accepted());
    }

    private static void deny(Consumer<Filter<ILoggingEvent>> filterable) {
        ThresholdFilter warnings = new ThresholdFilter();
        warnings.setLevel("WARN");
        warnings.start();
        filterable.accept(warnings);
    }

    @Test
    void filterOfTheAppender_holds() {
        deny(track::addFilter);
        log.info(TRACK, "signed_up");
        assertEquals(0, accepted());
    }

    @Test
    void attachedToALogger_isCapturedThereAndBelow() {
        root.detachAppender(track);
        context.getLogger("shop.Cart").addAppender(track);
        log.info(TRACK, "signed_up");
        assertEquals(0, accepted());
        context.getLogger("shop.Cart").info(TRACK, "signed_up");
        context.getLogger("shop.Cart$Line").info(TRACK, "signed_up");
        context.getLogger("shop.Cart.Line.$a..b").info(TRACK, "signed_up");
        assertEquals(3, accepted());
    }

    @Test
    void loggersWithOddNames_haveTheRootAsAncestor() {
        for (String name : new String[] {"", ".", "a", "$", "..", "a.", "root.a", Logger.ROOT_LOGGER_NAME}) {
            context.getLogger(name).info(TRACK, "signed_up");
        }
        assertEquals(8, accepted());
    }

    /** Logback gives it to all appenders, whatever the level; from 1.5.21 on it asks turbo filters first. */
    @Test
    void fluentCallPastTheLevel_isLeftToLogback() {
        assumeFalse(System.getProperty("framework.version").startsWith("1.2."));
        log.makeLoggingEventBuilder(org.slf4j.event.Level.INFO)
                .addMarker(TRACK)
                .addKeyValue("seats", 3)
                .log("signed_up");
        assertTrue(backend.flush());
        assertEquals(
                Collections.singletonMap("seats", 3), server.events().get(0).properties());
        assertEquals(Collections.singletonList("signed_up"), backend.others().all());
        assertEquals(1, accepted());
    }

    @Test
    void twoAppenders_eachCapturesOnce() {
        TrackAppender second = new TrackAppender();
        second.setContext(context);
        second.setName("SECOND");
        options().forEach(second::option);
        second.start();
        root.addAppender(second);
        AtomicInteger asked = new AtomicInteger();
        context.addTurboFilter(new Asked(asked::incrementAndGet));
        log.info(TRACK, "signed_up");
        log.warn(TRACK, "signed_in");
        assertEquals(2, accepted());
        assertEquals(2, second.counts().accepted());
        assertEquals(2, asked.get());
        second.stop();
        log.info(TRACK, "signed_up");
        assertEquals(3, accepted());
        assertEquals(2, second.counts().accepted());
    }

    private static final class Asked extends TurboFilter {
        private final Runnable listener;

        Asked(Runnable listener) {
            this.listener = listener;
        }

        @Override
        public FilterReply decide(
                Marker marker, Logger logger, Level level, String format, Object[] arguments, Throwable thrown) {
            listener.run();
            return FilterReply.NEUTRAL;
        }
    }

    @Test
    void levelSwitchedOnMeanwhile_countsOnce() {
        context.addTurboFilter(new Asked(() -> root.setLevel(Level.INFO)));
        log.info(TRACK, "signed_up");
        assertEquals(1, accepted());
    }
}
