// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.thrivestack.track.testkit.TrackServer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spring Cloud starts a context before the application's, sets up logging again, and changes properties at run time. */
class SpringCloudTest {
    @TempDir
    Path directory;

    @Test
    void optionsOfAServer_hold_andThoseOfARefreshFromThenOn() throws Exception {
        Files.writeString(
                directory.resolve("bootstrap.properties"),
                "spring.cloud.bootstrap.sources=" + CloudApplication.Locator.class.getName());
        try (TrackServer server = TrackServer.start()) {
            Map<String, String> properties = new HashMap<>(Api.properties(server));
            properties.remove("track.token"); // the server has it
            try (Child child = Child.startModule("cloud-3.5", CloudApplication.class, properties, directory)) {
                child.command("sign-up 2");
                server.awaitEvents(2, 30, SECONDS);
                child.command("refresh env=2");
                child.command("sign-up 1");
                child.terminate();
                child.awaitEnd();
                Api.assertAllArrived(server, child);
                assertEquals(
                        Map.of(1, "1", 2, "1", 3, "2"),
                        server.events().stream()
                                .collect(Collectors.toMap(Api::number, event -> event.context().get("env"))));
                child.assertNotHeard("WARN|ERROR|From now on the properties of the context");
            }
        }
    }
}
