// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport.kafka;

import java.util.List;
import java.util.stream.Collectors;

/** The network threads of Kafka's client in this JVM. */
final class KafkaThreads {
    private KafkaThreads() {}

    static List<Thread> of(String clientId) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("kafka-producer-network-thread | " + clientId))
                .collect(Collectors.toList());
    }
}
