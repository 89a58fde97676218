// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.FakeReports;
import ai.thrivestack.track.Given;
import ai.thrivestack.track.buffer.Events;
import ai.thrivestack.track.transport.kafka.FakeKafka;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Delivery to a topic: what differs from delivery to the API. */
@Timeout(60)
class KafkaDeliveryTest {
    /** Promised at default settings, from the first event on. */
    private static final long SAID_WITHIN_SECONDS = 5;

    private static int closedPort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Test
    void noBroker_isSaidInTime_andEventsWait() throws Exception {
        String servers = "127.0.0.1:" + closedPort();
        BlockingQueue<String> said = new LinkedBlockingQueue<>();
        Delivery delivery = new Delivery(
                "TEST",
                Given.options("transport", "kafka", "bootstrapServers", servers, "shutdownTimeout", "0s"),
                new FakeReports(said::add));
        delivery.start(this, () -> {});
        try {
            byte[] event = Events.named("{\"event_name\":\"a\",\"user_id\":\"u1\"}");
            delivery.accept(event, event.length);
            String line = said.poll(SAID_WITHIN_SECONDS, TimeUnit.SECONDS);
            assertNotNull(line);
            assertTrue(
                    line.startsWith(
                            "cannot deliver, 1 events wait: no Kafka broker answers at bootstrapServers " + servers),
                    line);
            assertEquals(1, delivery.counts().pending());
        } finally {
            delivery.stop(this, Duration.ZERO);
        }
    }

    @Test
    void eventTooLargeForKafka_isRejectedAlone_andNoneIsSentTwice() throws Exception {
        FakeKafka kafka = new FakeKafka();
        kafka.failAtOnce("large", new RecordTooLargeException("1500000 is more than 1048576."));
        WorkerBench bench = new WorkerBench(
                kafka.transport(Given.options("transport", "kafka", "bootstrapServers", "a:9092")),
                "flushInterval",
                "24h");
        bench.offer("1", "2", "3", "4", "large", "5", "6", "7");
        bench.worker.start();
        assertFalse(bench.flush(Duration.ofSeconds(10)), "one is lost");
        bench.assertCounts("accepted 8 = delivered 7 + rejected 1 {refused by the API=1} + dropped 0 + pending 0");
        assertEquals(Arrays.asList("1", "2", "3", "4", "5", "6", "7"), kafka.values());
        String said = bench.awaitSaid();
        assertTrue(
                said.contains("Kafka takes no event so large: 1500000 is more than 1048576. See max.request.size"),
                said);
        assertTrue(said.contains("for the event without a name of 5 bytes"), said);
        bench.worker.stop();
        bench.assertEnds();
    }

    @Test
    void maxInFlight_isOne() {
        Settings settings = new Settings(
                Given.options("maxInFlight", "7"),
                new FakeKafka().transport(Given.options("transport", "kafka", "bootstrapServers", "a:9092")));
        assertEquals(1, settings.maxInFlight);
        assertEquals(7, new Settings(Given.options("maxInFlight", "7"), new FakeTransport()).maxInFlight);
    }
}
