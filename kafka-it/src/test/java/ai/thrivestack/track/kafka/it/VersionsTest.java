// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Each version of the client that we name, and of the worker. Two minutes. */
@OnlyLong
@OnCluster
@Timeout(240)
class VersionsTest {

    private static final int EVENTS = 5_000;
    private static final int EVERY = 500;

    @ParameterizedTest
    @ValueSource(strings = {"2.8.2", "3.3.2", "3.9.2", "4.4.0"})
    void client_delivers(String version, Cluster cluster) {
        try (Pipe pipe = new Pipe(cluster, "client-" + version)) {
            pipe.connect(2);
            for (Framework framework : Framework.values()) {
                try (Application application = pipe.application(framework, version)) {
                    application.log(1, EVENTS, EVENTS);
                    application.end();
                    assertEquals(List.of(), application.lines("WARN|ERROR"));
                }
            }
            pipe.arrivals().await(2 * EVENTS, 60);
            pipe.awaitNoLag();
            assertEquals(0, pipe.arrivals().twice());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.9.2", "4.3.1"})
    void worker_delivers(String version) {
        try (Cluster cluster = Cluster.start("worker-" + version, version, 1)) {
            assertDelivers(cluster, "worker");
        }
    }

    /** On the worker's own class path before its own, and beside our jar in the plugin's directory. */
    @Test
    void oldLibraries_onTheClassPathAndInThePlugin_areNotInTheWay() throws Exception {
        Path old = Directories.module().resolve("target/old");
        try (Cluster cluster = Cluster.start("old-libraries", "3.9.2", 0);
                Stream<Path> jars = Files.list(old)) {
            List<Path> all = jars.toList();
            assertTrue(all.size() >= 3, "an HttpClient, its core and a Jackson: " + all);
            all.forEach(cluster::addToPlugin);
            cluster.addWorker("worker-1", "3.9.2", all).awaitReady();
            assertDelivers(cluster, "old-libraries");
        }
    }

    private static void assertDelivers(Cluster cluster, String name) {
        try (Pipe pipe = new Pipe(cluster, name)) {
            Events.append(pipe, cluster.topics(), EVENTS, n -> n % EVERY == 0);
            pipe.connect(2);
            pipe.arrivals().await(EVENTS - EVENTS / EVERY, 60);
            pipe.awaitNoLag();
            assertEquals(EVENTS / EVERY, cluster.topics().size(pipe.dead()));
            assertEquals(0, pipe.arrivals().twice());
        }
    }
}
