// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.logback;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.testkit.TrackServer;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SelfLoggingValueTest {
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");

    @Test
    void value_thatLogsItselfWhenItIsRead_givesOneEvent() {
        LogbackBackend backend = new LogbackBackend();
        try (TrackServer server = TrackServer.start()) {
            Map<String, String> options = new LinkedHashMap<>();
            options.put("endpoint", server.endpoint().toString());
            options.put("token", "t");
            options.put("defaultUserId", "u1");
            backend.start(backend.configuration(options));
            Logger log = LoggerFactory.getLogger("shop.Checkout");
            Object value = new Object() {
                @Override
                public String toString() {
                    log.info(TRACK, "read value={}", this);
                    return "text";
                }
            };
            ch.qos.logback.classic.Logger root =
                    (ch.qos.logback.classic.Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
            List<Appender<ILoggingEvent>> others = new ArrayList<>();
            root.iteratorForAppenders().forEachRemaining(others::add);
            others.removeIf(appender -> appender instanceof TrackAppender);
            others.forEach(root::detachAppender); // they would format the message, and recurse by themselves
            log.info(TRACK, "logged value={}", value);
            assertTrue(
                    backend.flush() || backend.counts().rejected() > 0,
                    () -> backend.counts().toString());
            TrackCounts counts = backend.counts();
            assertEquals(1, counts.delivered(), counts::toString);
            assertEquals(counts.accepted(), counts.delivered() + counts.rejected(), counts::toString);
            assertEquals("text", server.events().get(0).properties().get("value"));
        } finally {
            backend.stop();
        }
    }
}
