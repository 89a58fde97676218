// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The whole way, with nothing in it: log call, appender, broker, two workers, API. */
@OnCluster
class DeliveryTest {

    private static final int EVENTS = 20_000;

    /** Faster than that, a buffer of an eighth of a small heap would overflow while the first connection is made. */
    private static final int PER_SECOND = 5_000;

    /** Said when the first connection takes longer than five seconds, as it may where all else runs, too. */
    private static final String LATE = ".*(cannot deliver, .* tells nothing of topic|delivery works again).*";

    @ParameterizedTest
    @CsvSource({"LOGBACK, 4.4.0", "LOG4J2, 2.8.2"})
    void eachEvent_arrivesOnce_inTheOrderOfItsUser(Framework framework, String client, Cluster cluster)
            throws Exception {
        try (Pipe pipe = new Pipe(cluster, "delivery-" + framework.id())) {
            pipe.connect(2);
            assertEquals(2, cluster.connectors().workers(pipe.name()), "workers with a task");

            try (Application application = pipe.application(framework, client)) {
                application.log(1, EVENTS, PER_SECOND);
                pipe.arrivals().await(EVENTS, 60);
                application.end();
                assertEquals(
                        List.of(),
                        application.lines("WARN|ERROR|undelivered").stream()
                                .filter(line -> !line.matches(LATE))
                                .toList());
            }

            pipe.awaitNoLag();
            assertEquals(EVENTS, pipe.arrivals().different());
            assertEquals(0, pipe.arrivals().twice());
            assertEquals(List.of(), pipe.arrivals().outOfOrder());
            assertEquals(List.of(), pipe.server().refusals());
            List<ConsumerRecord<byte[], byte[]>> records = cluster.topics().records(pipe.topic());
            assertEquals(EVENTS, records.size());
            records.forEach(DeliveryTest::assertKeyIsTheUser);
            assertFalse(cluster.hasPrinted(Application.TOKEN), "a log has the token of the application's environment");
            assertFalse(cluster.hasPrinted(Pipe.TOKEN), "a log has the token");
            System.out.println("delivery, " + framework + " with client " + client + ": " + pipe.arrivals() + ", "
                    + pipe.server().requests().size() + " requests");
        }
    }

    private static void assertKeyIsTheUser(ConsumerRecord<byte[], byte[]> record) {
        String key = new String(record.key(), StandardCharsets.UTF_8);
        String value = new String(record.value(), StandardCharsets.UTF_8);
        assertEquals(0, record.headers().toArray().length);
        assertTrue(value.startsWith("{") && value.contains("\"user_id\":\"" + key + "\""), value);
    }
}
