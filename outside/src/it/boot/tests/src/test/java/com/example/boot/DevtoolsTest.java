// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import ai.thrivestack.track.testkit.TrackServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Devtools load the application's classes again and again in one JVM, and ours stay. */
class DevtoolsTest {
    private static final int RESTARTS = 3;

    @TempDir
    Path directory;

    /** A restart that waited would wait for ten minutes. */
    @Test
    void restarts_apiDownForThem_waitForNothing_andLoseNothing() throws Exception {
        TrackServer closed = TrackServer.start();
        closed.close();
        try (Child child =
                Child.startModule("devtools-3.5", DevtoolsApplication.class, Api.properties(closed), directory)) {
            for (int restart = 0; restart < RESTARTS; restart++) {
                child.tellChar();
                child.awaitLine("^done: start " + (restart + 2));
            }
            try (TrackServer server = TrackServer.start(closed.port())) {
                child.returnFromMain();
                child.awaitEnd();
                Api.assertAllArrived(server, child);
            }
        }
    }
}
