// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.testkit.TrackServer;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An appender whose options come from elsewhere, as from Spring Boot's environment, and change while it runs. */
class OtherOptionsTest {
    private static final int EVENTS = 2000;

    private final TrackServer server = TrackServer.start();
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private final TrackAppender appender = new TrackAppender();

    @BeforeEach
    void start() {
        context.reset();
        context.start();
    }

    @AfterEach
    void stop() {
        appender.stop();
        context.stop();
        server.close();
    }

    private TrackOptions options(String... more) {
        Map<String, String> given = new HashMap<>();
        given.put("endpoint", server.endpoint().toString());
        given.put("defaultUserId", "u1");
        for (int i = 0; i < more.length; i += 2) {
            given.put(more[i], more[i + 1]);
        }
        return TrackOptions.ofProperties("track.", given);
    }

    private void attach(TrackOptions options) {
        appender.setContext(context);
        appender.setName("TRACK");
        appender.start(options);
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }

    private void log(int times) {
        for (int i = 0; i < times; i++) {
            context.getLogger("shop.Checkout").info(MarkerFactory.getMarker("TRACK"), "signed_up");
        }
    }

    @Test
    void otherOptions_whileEventsAreLogged_loseNone_andDoubleNone() throws Exception {
        attach(options("token", "secret-token"));
        Thread shop = new Thread(() -> log(EVENTS));
        shop.start();
        for (int size = 1; size <= 20; size++) {
            appender.start(options("token", "secret-token", "batchSize", "" + size * 10));
        }
        shop.join();
        assertTrue(appender.flush(Duration.ofSeconds(30)));
        assertEquals(EVENTS, appender.counts().delivered());
        assertEquals(EVENTS, server.events().size());
    }

    @Test
    void aTokenThatComesLater_deliversWhatWaited() {
        attach(options());
        log(3);
        appender.start(options("token", "secret-token"));
        server.awaitEvents(3, 10, SECONDS);
        assertTrue(appender.flush(Duration.ofSeconds(10))); // the answer has come, too
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

    @Test
    void stopLater_deliversWhatIsLeftInTheBackground() throws Exception {
        attach(options("token", "secret-token", "flushInterval", "1h"));
        log(5);
        appender.stopLater();
        assertFalse(appender.isStarted());
        server.awaitEvents(5, 10, SECONDS);
        appender.flush(Duration.ofSeconds(10)); // until the answer has come, after which delivery ends
    }
}
