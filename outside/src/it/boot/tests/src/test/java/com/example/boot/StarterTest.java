// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import static java.util.concurrent.TimeUnit.SECONDS;

import ai.thrivestack.track.testkit.TrackServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One dependency and properties, and no file of the framework's. */
class StarterTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource
    void properties_alone_deliver(Boot boot) throws Exception {
        try (TrackServer server = TrackServer.start();
                Child child = Child.startWithStarter(boot, Api.properties(server), directory, "--farewell=3")) {
            child.command("sign-up 2");
            server.awaitEvents(2, 30, SECONDS);
            child.terminate();
            child.awaitEnd();
            Api.assertAllArrived(server, child);
            child.assertNotHeard("WARN|ERROR|(?i)lost|dropped");
        }
    }

    /** Each problem once, in the words of the properties and without their values. */
    @ParameterizedTest
    @EnumSource
    void mistakes_areHeardOnce_withoutTheirValues(Boot boot) throws Exception {
        Map<String, String> properties = Map.of(
                "track.endpoint", "http://collector.example.com/api/track",
                "track.batch-size", "5000",
                "track.flush-interval", "5",
                "track.static-context", "env=${DEPLOY_ENV},source=product",
                "track.tokn", "secret-token");
        try (Child child = Child.startWithStarter(boot, properties, directory)) {
            child.command("sign-up 1");
            child.command("restart");
            child.terminate();
            child.awaitEnd();
            child.assertHeardOnce(
                    "track.endpoint would send the token over plain http",
                    "track.batch-size cannot be used",
                    "track.flush-interval cannot be used",
                    "track.static-context .*DEPLOY_ENV",
                    "track.tokn.*Did you mean track.token",
                    "Set track.token, track.token-file, track.api-key");
            child.assertNotHeard("secret-token|5000|collector.example.com");
        }
    }
}
