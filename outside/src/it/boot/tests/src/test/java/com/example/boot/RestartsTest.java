// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import ai.thrivestack.track.testkit.TrackServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Contexts one after the other in one JVM, as devtools and tests make them: each restarts logging. An appender that
 * waited for a delivery then would take ten minutes each time, and the test gives up after one.
 */
class RestartsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("com.example.boot.Boot#oneOfEach")
    void restarts_apiDownForHalfOfThem_waitForNothing_andLoseNothing(Boot boot) throws Exception {
        TrackServer closed = TrackServer.start();
        closed.close();
        try (Child child = Child.start(boot, Api.options(closed), directory)) {
            restart(5, child);
            try (TrackServer server = TrackServer.start(closed.port())) {
                restart(5, child);
                child.returnFromMain();
                child.awaitEnd();
                Api.assertAllArrived(server, child);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("com.example.boot.Boot#oneOfEach")
    void restarts_withoutAToken_waitForNothing_andTheirEventsAreSaidAtTheEnd(Boot boot) throws Exception {
        Map<String, String> options = Map.of("endpoint", "http://127.0.0.1:1/api/track", "shutdownTimeout", "10m");
        try (Child child = Child.start(boot, options, directory)) {
            restart(10, child);
            child.returnFromMain();
            child.awaitEnd();
            child.assertHeardOnce("\\b10 events\\b", "\\b10 events\\b.*token");
        }
    }

    private static void restart(int times, Child child) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            child.command("restart");
        }
    }
}
