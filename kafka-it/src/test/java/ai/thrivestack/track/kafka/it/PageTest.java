// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.security.JaasContext;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The samples of docs/kafka.md. Those for appenders, worker and connector are what all other tests here run with. */
@OnCluster
class PageTest {

    private static final Set<String> USED = Set.of("topics", "logback", "log4j2", "producer", "worker", "connector");

    @Test
    void everySample_isUsed() {
        Set<String> samples = Pattern.compile("<!-- sample: (\\w+) -->")
                .matcher(Page.kafka().text())
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());

        assertEquals(USED, samples);
    }

    @Test
    void commands_makeTheTopics(Cluster cluster) {
        for (String line : Page.kafka().sample("topics").split("\n")) {
            List<String> words =
                    Arrays.asList(line.replace("kafka-1:9092", cluster.broker().servers())
                            .replace("--replication-factor 3", "--replication-factor 1")
                            .split(" "));
            assertEquals("kafka-topics.sh", words.get(0));
            try (Child command = Child.start(
                    "kafka-topics",
                    Installation.of(Installation.NEWEST)
                            .command(List.of(), "org.apache.kafka.tools.TopicCommand", words.subList(1, words.size())),
                    Map.of(),
                    cluster.directory().resolve("kafka-topics.log"))) {
                command.awaitLine("^Created topic", Duration.ofSeconds(60));
            }
        }
        assertEquals(12, cluster.topics().partitionCount("track-events"));
        assertEquals(1, cluster.topics().partitionCount("track-events-dead"));
    }

    @Test
    void producerSettings_areThoseOfKafka() {
        Map<String, Object> settings = new HashMap<>(Page.kafka().properties("producer"));
        assertTrue(
                ProducerConfig.configNames().containsAll(settings.keySet()),
                settings.keySet().toString());
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:9092");
        settings.put(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        settings.put(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG, ByteArraySerializer.class);
        ProducerConfig config = new ProducerConfig(settings);

        Map<String, Object> jaas =
                Map.of(SaslConfigs.SASL_JAAS_CONFIG, config.getPassword(SaslConfigs.SASL_JAAS_CONFIG));
        assertEquals(
                "org.apache.kafka.common.security.scram.ScramLoginModule",
                JaasContext.loadClientContext(jaas)
                        .configurationEntries()
                        .get(0)
                        .getLoginModuleName());
    }
}
