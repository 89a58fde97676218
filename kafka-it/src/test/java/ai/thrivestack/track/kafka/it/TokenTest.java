// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

/** A token that has run out costs a delay, and no work for people. */
@OnCluster
class TokenTest {

    private static final int EVENTS = 5_000;
    private static final Duration REFUSED = Duration.ofSeconds(10);

    @Test
    void newToken_afterTenSecondsOf401_goesOnWithoutARestart(Cluster cluster) throws Exception {
        try (Pipe pipe = new Pipe(cluster, "token")) {
            pipe.server().accept("the-next-token");
            Events.append(pipe, cluster.topics(), EVENTS);
            pipe.connect(2);
            pipe.server()
                    .await(
                            "a request that is refused",
                            () -> pipe.server().requests().stream().anyMatch(r -> r.status() == 401),
                            60,
                            TimeUnit.SECONDS);

            List<String> running = Collections.nCopies(3, "RUNNING");
            Await.throughout("RUNNING", REFUSED, () -> cluster.connectors().states(pipe.name()), running::equals);
            assertEquals(0, pipe.arrivals().different());
            assertEquals(EVENTS, pipe.lag());
            pipe.replaceToken("the-next-token");

            pipe.arrivals().await(EVENTS, 70);
            pipe.awaitNoLag();
            assertEquals(0, pipe.arrivals().twice());
            assertEquals(running, cluster.connectors().states(pipe.name()));
            assertTokenIsSaidNowhere(cluster, pipe);
            System.out.println("token: " + pipe.arrivals() + ", "
                    + pipe.server().requests().stream()
                            .filter(r -> r.status() == 401)
                            .count() + " requests with the old one");
        }
    }

    private static void assertTokenIsSaidNowhere(Cluster cluster, Pipe pipe) throws Exception {
        for (String token : List.of(Pipe.TOKEN, "the-next-token")) {
            assertFalse(cluster.hasPrinted(token), "a log has the token");
            for (String path : List.of("", "/config", "/status", "/tasks", "/tasks/0/status")) {
                assertFalse(
                        cluster.connectors()
                                .get("/connectors/" + pipe.name() + path)
                                .contains(token),
                        path);
            }
        }
    }
}
