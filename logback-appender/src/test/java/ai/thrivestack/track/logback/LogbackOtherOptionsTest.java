// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.time.Duration;

import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.contract.OtherOptionsContract;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LogbackOtherOptionsTest extends OtherOptionsContract {
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final TrackAppender appender = new TrackAppender();

    @BeforeEach
    void start() {
        context.reset();
        context.start();
    }

    @Override
    protected void stopAll() {
        appender.stop();
        context.stop();
    }

    @Override
    protected void attach(TrackOptions options) {
        appender.setContext(context);
        appender.setName("TRACK");
        appender.start(options);
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }

    @Override
    protected void change(TrackOptions options) {
        appender.start(options);
    }

    @Override
    protected void log() {
        context.getLogger("shop.Checkout").info(MarkerFactory.getMarker("TRACK"), "signed_up");
    }

    @Override
    protected boolean flush(Duration timeout) {
        return appender.flush(timeout);
    }

    @Override
    protected TrackCounts counts() {
        return appender.counts();
    }

    @Override
    protected boolean isStarted() {
        return appender.isStarted();
    }

    @Override
    protected void stopLater() {
        appender.stopLater();
    }

    /** A stop would wait for ten minutes. */
    @Test
    void keptOutOfAReset_goesOnWithItsCounts() {
        attach(options("token", "secret-token", "shutdownTimeout", "10m"));
        log(2);
        context.getLogger(Logger.ROOT_LOGGER_NAME).detachAppender(appender);
        context.stop();
        context.reset();
        context.start();
        attach(options("token", "secret-token", "shutdownTimeout", "10m"));
        log(1);
        assertTrue(appender.flush(Duration.ofSeconds(10)));
        assertEquals(3, appender.counts().delivered());
    }
}
