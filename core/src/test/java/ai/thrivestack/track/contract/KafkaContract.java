// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** With {@code transport=kafka} from a configuration file, in an application without Kafka's client. */
public abstract class KafkaContract {
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");

    private final Backend backend;
    private final Logger log = LoggerFactory.getLogger("shop.Checkout");

    protected KafkaContract(Backend backend) {
        this.backend = backend;
    }

    @AfterEach
    void stop() {
        backend.stop();
        OurThreads.awaitEnd();
    }

    private void start(String... more) {
        Map<String, String> options = new LinkedHashMap<>();
        options.put("transport", "kafka");
        options.put("defaultUserId", "u1");
        options.put("flushInterval", "10ms");
        options.put("shutdownTimeout", "0s");
        for (int i = 0; i < more.length; i += 2) {
            options.put(more[i], more[i + 1]);
        }
        backend.start(backend.configuration(options));
    }

    @Test
    void clientThatIsMissing_isNamed_andEventsWait() {
        assertThrows(
                ClassNotFoundException.class, () -> Class.forName("org.apache.kafka.clients.producer.KafkaProducer"));
        start("bootstrapServers", "127.0.0.1:1", "topic", "clicks", "kafkaProperties", "pom.xml");
        assertEquals(
                0,
                backend.statuses().stream()
                        .filter(status -> status.contains("transport="))
                        .count());
        log.info(TRACK, "signed_up");
        log.info(TRACK, "feature_used");
        backend.reports().await("cannot deliver", "not on the class path", "org.apache.kafka:kafka-clients");
        assertFalse(backend.flush());
        assertEquals(2, backend.counts().pending());
    }

    @Test
    void bootstrapServersThatAreMissing_areAStatus_andATokenIsNot() {
        start();
        log.info(TRACK, "signed_up");
        assertFalse(backend.flush());
        assertEquals(1, backend.counts().pending());
        List<String> statuses = backend.statuses();
        assertTrue(
                statuses.stream().anyMatch(status -> status.contains("transport=kafka needs bootstrapServers")),
                statuses::toString);
        assertFalse(statuses.stream().anyMatch(status -> status.contains("no token")), statuses::toString);
    }
}
