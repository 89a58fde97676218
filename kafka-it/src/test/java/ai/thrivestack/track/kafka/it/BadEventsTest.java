// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the API refuses is a dead letter with the API's reason, and holds nothing else up. */
@OnCluster
class BadEventsTest {

    private static final int EVENTS = 50_000;
    private static final int EVERY = 1_000;
    private static final String REASON = "__connect.errors.exception.message";

    @Test
    void refusedEvents_areExactlyTheDeadLetters_andTheOthersAreDeliveredOnce(Cluster cluster) throws Exception {
        try (Pipe pipe = new Pipe(cluster, "bad-events")) {
            Events.append(pipe, cluster.topics(), EVENTS, n -> n % EVERY == EVERY / 2);
            pipe.connect(2);

            pipe.arrivals().await(EVENTS - EVENTS / EVERY, 60);
            pipe.awaitNoLag();

            List<ConsumerRecord<byte[], byte[]>> dead = cluster.topics().records(pipe.dead());
            Set<String> refused = IntStream.range(0, EVENTS / EVERY)
                    .mapToObj(i -> Events.id(i * EVERY + EVERY / 2))
                    .collect(Collectors.toSet());
            assertEquals(refused, dead.stream().map(BadEventsTest::id).collect(Collectors.toSet()));
            assertEquals(EVENTS / EVERY, dead.size());
            for (ConsumerRecord<byte[], byte[]> letter : dead) {
                assertTrue(reason(letter).contains("timestamp"), reason(letter));
            }
            assertEquals(0, pipe.arrivals().twice(), "accepted halves that were sent again");
            assertEquals(
                    List.of("RUNNING", "RUNNING", "RUNNING"),
                    cluster.connectors().states(pipe.name()));
            System.out.println("bad events: " + pipe.arrivals() + ", "
                    + pipe.server().requests().size() + " requests, "
                    + pipe.server().refusals().size() + " refused; " + reason(dead.get(0)));
        }
    }

    private static String id(ConsumerRecord<byte[], byte[]> letter) {
        String event = new String(letter.value(), StandardCharsets.UTF_8);
        return event.replaceAll(".*\"event_id\":\"([^\"]*)\".*", "$1");
    }

    private static String reason(ConsumerRecord<byte[], byte[]> letter) {
        Header header = letter.headers().lastHeader(REASON);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
