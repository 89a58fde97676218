// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.testkit.TrackServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An appender whose options come from elsewhere, as from Spring Boot's environment, and change while it runs. */
public abstract class OtherOptionsContract {
    private static final int EVENTS = 2000;

    private final TrackServer server = TrackServer.start();

    /** Puts a new appender with these options on the root logger. */
    protected abstract void attach(TrackOptions options);

    /** Gives the appender these options. */
    protected abstract void change(TrackOptions options);

    /** Logs a marked record. */
    protected abstract void log();

    protected abstract boolean flush(Duration timeout);

    protected abstract TrackCounts counts();

    protected abstract boolean isStarted();

    protected abstract void stopLater();

    /** Stops the appender and what it is attached to. */
    protected abstract void stopAll();

    @AfterEach
    void stop() {
        stopAll();
        server.close();
    }

    protected final TrackOptions options(String... more) {
        Map<String, String> given = new HashMap<>();
        given.put("endpoint", server.endpoint().toString());
        given.put("defaultUserId", "u1");
        for (int i = 0; i < more.length; i += 2) {
            given.put(more[i], more[i + 1]);
        }
        return TrackOptions.ofProperties("track.", given);
    }

    protected final void log(int times) {
        for (int i = 0; i < times; i++) {
            log();
        }
    }

    @Test
    void otherOptions_whileEventsAreLogged_loseNone_andDoubleNone() throws Exception {
        attach(options("token", "secret-token"));
        Thread shop = new Thread(() -> log(EVENTS));
        shop.start();
        for (int size = 1; size <= 20; size++) {
            change(options("token", "secret-token", "batchSize", "" + size * 10));
        }
        shop.join();
        assertTrue(flush(Duration.ofSeconds(30)));
        assertEquals(EVENTS, counts().delivered());
        assertEquals(EVENTS, server.events().size());
    }

    @Test
    void aTokenThatComesLater_deliversWhatWaited() {
        attach(options());
        log(3);
        change(options("token", "secret-token"));
        server.awaitEvents(3, 10, SECONDS);
        assertTrue(flush(Duration.ofSeconds(10))); // the answer has come, too
    }

    @Test
    void stopLater_deliversWhatIsLeftInTheBackground() {
        attach(options("token", "secret-token", "flushInterval", "1h"));
        log(5);
        stopLater();
        assertFalse(isStarted());
        server.awaitEvents(5, 10, SECONDS);
        flush(Duration.ofSeconds(10)); // until the answer has come, after which delivery ends
    }
}
