// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An application starts and logs without a broker, and without Kafka's client, and says what is missing. */
@Timeout(120)
class StartTest {

    private static final Duration DEADLINE = Duration.ofSeconds(30);

    private final Path directory = Directories.fresh("start");

    @Test
    void noBroker_isSaidWithItsAddress() {
        String servers = "127.0.0.1:" + Ports.free();
        try (Application application = start(Framework.LOGBACK, Installation.NEWEST, servers)) {
            long begin = System.nanoTime();
            application.log(1, 10, 0);
            String warning = application.awaitLine("ai.thrivestack.track", DEADLINE);
            long millis = (System.nanoTime() - begin) / 1_000_000;

            assertTrue(warning.startsWith("WARN") && warning.contains("Kafka") && warning.contains(servers), warning);
            System.out.println("no broker: said after " + millis + " ms");
        }
    }

    @Test
    void noClient_isSaidWithItsCoordinates() {
        try (Application application = start(Framework.LOG4J2, "", "127.0.0.1:" + Ports.free())) {
            application.log(1, 10, 0);
            String warning = application.awaitLine("ai.thrivestack.track", DEADLINE);

            assertTrue(warning.startsWith("WARN") && warning.contains("org.apache.kafka:kafka-clients"), warning);
            assertEquals(List.of(), application.lines("^\\s+at |Exception in thread"));
        }
    }

    private Application start(Framework framework, String client, String servers) {
        String appender = Page.kafka().sample(framework.id()).replace("kafka-1:9092,kafka-2:9092", servers);
        return Application.start(framework.id() + "-" + client, framework, client, appender, directory);
    }
}
