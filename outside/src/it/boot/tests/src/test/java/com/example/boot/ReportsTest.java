// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import static java.util.concurrent.TimeUnit.SECONDS;

import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.TrackServer;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes wrong while the application runs is heard once. */
class ReportsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void losses_andARefusedToken_areHeardOnce(Boot boot) throws Exception {
        try (TrackServer server = TrackServer.start();
                Child child = Child.start(boot, Api.options(server), directory)) {
            server.answerTo(
                    event -> event.eventName().equals("plan_changed"),
                    Answer.status(400).body("{\"message\":\"this plan is not sold\"}"));
            child.command("view-page");
            child.command("change-plan");
            child.awaitLine("this plan is not sold");

            server.accept("another-token");
            child.command("sign-up 1");
            child.awaitLine("401");

            server.accept("secret-token");
            child.terminate();
            child.awaitEnd();
            server.awaitEvents(1, 1, SECONDS);
            child.assertHeardOnce("no user id", "this plan is not sold", "401");
        }
    }
}
