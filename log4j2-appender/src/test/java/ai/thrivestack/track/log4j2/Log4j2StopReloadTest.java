// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.log4j2;

import java.util.LinkedHashMap;
import java.util.Map;

import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.TrackServer;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

/** Who stops a Log4j2 context may say how long that may take. */
class Log4j2StopReloadTest {
    @Test
    void stopWithALimit_serverHangs_returns_andLeavesTheRestToTheBackground() {
        try (TrackServer server = TrackServer.start()) {
            server.next(Answer.hang());
            Log4j2Backend backend = new Log4j2Backend();
            Map<String, String> options = new LinkedHashMap<>();
            options.put("endpoint", server.endpoint().toString());
            options.put("token", "secret-token");
            options.put("requestTimeout", "60s");
            options.put("shutdownTimeout", "3s");
            backend.start(backend.configuration(options));
            LoggerFactory.getLogger("shop.Checkout")
                    .info(MarkerFactory.getMarker("TRACK"), "signed_up user_id={}", "u1");
            backend.stop(10, MILLISECONDS);
            assertEquals(1, backend.counts().pending());
        }
    }
}
