// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.TrackServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** With the starter: the application ends, or a context of it. */
class StarterEndTest {
    private static final String UNDELIVERED = "(?i)undelivered|not delivered|cannot deliver|lost|dropped|rejected";

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void sigterm_underLoad_allArrive_andNothingIsSaid(Boot boot) throws Exception {
        try (TrackServer server = TrackServer.start()) {
            answerAfter(20, server);
            try (Child child =
                    Child.startWithStarter(boot, Api.properties(server), directory, "--farewell=50")) {
                child.command("open");
                server.awaitEvents(200, 30, SECONDS);
                child.terminate();
                child.awaitEnd();
                Api.assertAllArrived(server, child);
                child.assertNotHeard("WARN|ERROR|" + UNDELIVERED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("com.example.boot.Boot#oneOfEach")
    void sigterm_withoutBootsHook_whatABeanLogsAtItsEndArrives(Boot boot) throws Exception {
        try (TrackServer server = TrackServer.start()) {
            answerAfter(300, server);
            try (Child child = Child.startWithStarter(
                    boot,
                    Api.properties(server),
                    directory,
                    "--farewell=300",
                    "--logging.register-shutdown-hook=false")) {
                child.terminate();
                child.awaitEnd();
                Api.assertAllArrived(server, child);
                child.assertNotHeard(UNDELIVERED);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("com.example.boot.Boot#oneOfEach")
    void sigterm_apiDown_theNumberIsSaidOnce(Boot boot) throws Exception {
        try (Child child = Child.startWithStarter(boot, Api.properties(Api.down()), directory)) {
            child.command("sign-up 6");
            child.terminate();
            child.awaitEnd();
            child.assertHeardOnce("\\b6 events are lost", "\\b6 events are lost.*onnection refused");
        }
    }

    /** A restart that waited would wait for ten minutes. */
    @ParameterizedTest
    @EnumSource
    void restarts_apiDownForHalfOfThem_waitForNothing_andLoseNothing(Boot boot) throws Exception {
        TrackServer closed = TrackServer.start();
        closed.close();
        try (Child child = Child.startWithStarter(boot, Api.properties(closed), directory)) {
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
        Map<String, String> properties =
                Map.of("track.endpoint", "http://127.0.0.1:1/api/track", "track.shutdown-timeout", "10m");
        try (Child child = Child.startWithStarter(boot, properties, directory)) {
            restart(5, child);
            child.returnFromMain();
            child.awaitEnd();
            child.assertHeardOnce("\\b5 events\\b", "\\b5 events\\b.*token");
        }
    }

    private static void restart(int times, Child child) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            child.command("restart");
        }
    }

    private static void answerAfter(long millis, TrackServer server) {
        for (int i = 0; i < 1000; i++) {
            server.next(Answer.ok().delay(millis, MILLISECONDS));
        }
    }
}
