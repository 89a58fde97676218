// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.testkit.TrackServer;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.MarkerManager;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.Configuration;
import org.apache.logging.log4j.core.config.DefaultConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An appender whose options come from elsewhere, as from Spring Boot's environment, and change while it runs. */
class OtherOptionsTest {
    private static final int EVENTS = 2000;

    private final TrackServer server = TrackServer.start();
    private final LoggerContext context = new LoggerContext("shop");
    private TrackAppender appender;

    @AfterEach
    void stop() {
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
        context.start(new DefaultConfiguration());
        Configuration configuration = context.getConfiguration();
        configuration.getRootLogger().getAppenders().keySet().forEach(configuration.getRootLogger()::removeAppender);
        configuration.getRootLogger().setLevel(Level.INFO);
        context.updateLoggers();
        appender = TrackAppender.create("TRACK", options, configuration);
        appender.start();
        configuration.addAppender(appender);
        configuration.getRootLogger().addAppender(appender, null, null);
    }

    private void log(int times) {
        for (int i = 0; i < times; i++) {
            context.getLogger("shop.Checkout").info(MarkerManager.getMarker("TRACK"), "signed_up");
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
