// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.time.Duration;

import ai.thrivestack.track.testkit.TrackServer;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggerContextListener;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An application that attaches the appender itself, again after each reset, as Logback walks through its listeners. */
class AttachedAgainTest {
    private final TrackServer server = TrackServer.start();
    private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    private TrackAppender appender;

    @BeforeEach
    void start() {
        context.reset();
        context.start();
    }

    @AfterEach
    void stop() {
        context.stop();
        appender.stop(); // attached by the last reset, which was the context's end
        server.close();
    }

    private void attach() {
        appender = new TrackAppender();
        appender.setContext(context);
        appender.setName("TRACK");
        appender.setEndpoint(server.endpoint().toString());
        appender.setToken("secret-token");
        appender.setDefaultUserId("u1");
        appender.start();
        context.getLogger(Logger.ROOT_LOGGER_NAME).addAppender(appender);
    }

    private void log() {
        context.getLogger("shop.Checkout").info(MarkerFactory.getMarker("TRACK"), "signed_up");
    }

    @Test
    void attachedInOnReset_disturbsNoOtherListener_andDelivers() {
        context.addListener(new Listener(this::attach));
        int[] told = {0};
        context.addListener(new Listener(() -> told[0]++));
        attach();
        log();
        for (int reset = 1; reset <= 3; reset++) {
            context.reset();
            log();
        }
        assertTrue(appender.flush(Duration.ofSeconds(10)));
        assertEquals(3, told[0]);
        assertEquals(4, server.events().size());
        assertEquals(4, appender.counts().accepted());
        context.stop();
        assertEquals(4, told[0]);
    }

    private static final class Listener implements LoggerContextListener {
        private final Runnable atReset;

        Listener(Runnable atReset) {
            this.atReset = atReset;
        }

        @Override
        public boolean isResetResistant() {
            return true;
        }

        @Override
        public void onReset(LoggerContext context) {
            atReset.run();
        }

        @Override
        public void onStart(LoggerContext context) {}

        @Override
        public void onStop(LoggerContext context) {}

        @Override
        public void onLevelChange(Logger logger, Level level) {}
    }
}
