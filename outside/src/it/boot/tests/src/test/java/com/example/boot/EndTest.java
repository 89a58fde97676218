// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.TrackServer;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The application ends: what is undelivered is said once, and nothing else is. */
class EndTest {
    private static final String UNDELIVERED = "(?i)undelivered|not delivered|cannot deliver|lost|dropped|rejected";

    @TempDir
    Path directory;

    @ParameterizedTest
    @MethodSource("com.example.boot.Boot#oneOfEach")
    void sigterm_apiDown_theNumberIsSaidOnce(Boot boot) throws Exception {
        try (Child child = Child.start(boot, Api.down(), directory)) {
            child.command("sign-up 6");
            child.terminate();
            child.awaitEnd();
            assertSaidOnce(child);
        }
    }

    @ParameterizedTest
    @MethodSource("com.example.boot.Boot#oneOfEach")
    void mainReturns_apiDown_theNumberIsSaidOnce(Boot boot) throws Exception {
        try (Child child = Child.start(boot, Api.down(), directory)) {
            child.command("sign-up 6");
            child.returnFromMain();
            child.awaitEnd();
            assertSaidOnce(child);
        }
    }

    private static void assertSaidOnce(Child child) {
        child.assertHeardOnce("\\b6 events\\b", "\\b6 events\\b.*onnection refused");
    }

    static List<Boot> rounds() {
        return IntStream.range(0, Integer.getInteger("boot.rounds"))
                .boxed()
                .flatMap(round -> Boot.oneOfEach().stream())
                .collect(Collectors.toList());
    }

    @ParameterizedTest
    @MethodSource("rounds")
    void sigterm_underLoad_allArrive_andNothingIsSaid(Boot boot) throws Exception {
        try (TrackServer server = TrackServer.start()) {
            answerAfter(20, server);
            try (Child child = Child.start(boot, Api.options(server), directory, "--farewell=50")) {
                child.command("open");
                server.awaitEvents(200, 30, SECONDS);
                child.terminate();
                child.awaitEnd();
                Api.assertAllArrived(server, child);
                child.assertNotHeard(UNDELIVERED);
            }
        }
    }

    /** Boot does not stop logging then, and our own hook runs beside the one that closes the context. */
    @ParameterizedTest
    @MethodSource("com.example.boot.Boot#oneOfEach")
    void sigterm_withoutBootsHook_whatABeanLogsAtItsEndArrives(Boot boot) throws Exception {
        try (TrackServer server = TrackServer.start()) {
            answerAfter(300, server);
            try (Child child = Child.start(
                    boot, Api.options(server), directory, "--farewell=300", "--logging.register-shutdown-hook=false")) {
                child.terminate();
                child.awaitEnd();
                Api.assertAllArrived(server, child);
                child.assertNotHeard(UNDELIVERED);
            }
        }
    }

    private static void answerAfter(long millis, TrackServer server) {
        for (int i = 0; i < 1000; i++) {
            server.next(Answer.ok().delay(millis, MILLISECONDS));
        }
    }
}
