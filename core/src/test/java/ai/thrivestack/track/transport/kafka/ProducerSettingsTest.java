// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport.kafka;

import java.util.Map;
import java.util.Properties;

import ai.thrivestack.track.Given;
import ai.thrivestack.track.TrackOptions;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ProducerSettingsTest {
    private final Properties file = new Properties();

    private static TrackOptions options(String... more) {
        Map<String, String> all = Given.texts(more);
        all.put("transport", "kafka");
        all.put("bootstrapServers", "127.0.0.1:1");
        return Given.read(all);
    }

    private Map<String, Object> settings(String... more) {
        return ProducerSettings.of(options(more), file, "track-TEST-1");
    }

    @Test
    void options_areTheProducersSettings() {
        Map<String, Object> settings = settings("compression", "gzip", "connectTimeout", "7s", "requestTimeout", "20s");
        assertEquals("127.0.0.1:1", settings.get("bootstrap.servers"));
        assertEquals("track-TEST-1", settings.get("client.id"));
        assertEquals("gzip", settings.get("compression.type"));
        assertEquals("7000", settings.get("socket.connection.setup.timeout.ms"));
        assertEquals("7000", settings.get("socket.connection.setup.timeout.max.ms"));
        assertEquals("19500", settings.get("delivery.timeout.ms"));
        assertEquals("9750", settings.get("request.timeout.ms"));
        assertEquals("all", settings.get("acks"));
        assertEquals("true", settings.get("enable.idempotence"));
        assertTrue(Long.parseLong((String) settings.get("max.block.ms")) <= 3_000);
    }

    /** It warns of each. */
    @Test
    void settingsThatThisClientDoesNotKnow_areLeftOut() {
        assertFalse(ProducerConfig.configNames().contains("enable.metrics.push")); // of later ones
        assertTrue(ProducerConfig.configNames().containsAll(settings().keySet()));
    }

    @Test
    void file_winsOverTheOptions_butForSerializers() {
        file.setProperty("client.id", "mine");
        file.setProperty("max.request.size", "2000000");
        file.setProperty("sasl.jaas.config", "secret");
        file.setProperty("value.serializer", "org.apache.kafka.common.serialization.StringSerializer");
        file.setProperty("key.serializer", "com.example.None");
        Map<String, Object> settings = settings();
        assertEquals("mine", settings.get("client.id"));
        assertEquals("2000000", settings.get("max.request.size"));
        assertEquals("secret", settings.get("sasl.jaas.config"));
        assertFalse(settings.containsKey("value.serializer"));
        assertFalse(settings.containsKey("key.serializer"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"acks=1", "retries=0", "max.in.flight.requests.per.connection=7"})
    void fileAgainstIdempotence_startsAProducer(String line) {
        file.setProperty(line.split("=")[0], line.split("=")[1]);
        assertStarts(options());
    }

    /** The client has rules about its timeouts. */
    @ParameterizedTest
    @ValueSource(strings = {"1ms", "2ms", "9ms", "100ms", "15s", "24h"})
    void anyRequestTimeout_startsAProducer(String timeout) {
        assertStarts(options("requestTimeout", timeout, "connectTimeout", timeout));
    }

    private void assertStarts(TrackOptions options) {
        try (Producer<byte[], byte[]> producer = ProducerSettings.producer(options, file, "track-TEST-1")) {
            assertNotNull(producer.metrics());
        }
    }

    @Test
    void networkThread_holdsNoClassLoaderOfTheApplication() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        ClassLoader ofTheApplication = new ClassLoader(before) {};
        thread.setContextClassLoader(ofTheApplication);
        try (Producer<byte[], byte[]> producer = ProducerSettings.producer(options(), file, "track-LOADER-1")) {
            assertNotNull(producer);
            assertEquals(ofTheApplication, thread.getContextClassLoader());
            Thread network = KafkaThreads.of("track-LOADER-1").get(0);
            assertEquals(Producer.class.getClassLoader(), network.getContextClassLoader());
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
