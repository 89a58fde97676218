// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport.kafka;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import ai.thrivestack.track.TrackOptions;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** What a producer is made with: our options, and over them the application's properties file. */
final class ProducerSettings {
    /** How long one call of the client may block: it can be repeated, and ends soon when the appender does. */
    static final Duration LONGEST_BLOCK = Duration.ofMillis(250);
    /** Events of a batch are sent one by one, within a millisecond: this brings them into few requests. */
    private static final long LINGER_MILLIS = 5;
    /** An attempt at delivery should find a connection; the client's own default, 1 s, logs two lines a second. */
    private static final long LONGEST_RECONNECT_MILLIS = 5_000;
    /** While the topic does not exist an old client asks for it so often, and logs a line each time; its default is 100. */
    private static final long RETRY_MILLIS = 500;
    /** The client stops that so long after an attempt. It allows no less. */
    private static final long LONGEST_IDLE_MILLIS = 5_000;
    /** By so much the client's answers come before our deadline, after which its producer would be given up. */
    private static final long MOST_AHEAD_MILLIS = 500;

    /** An idempotent producer does not start with some values of these. */
    private static final List<String> AGAINST_IDEMPOTENCE = Arrays.asList(
            ProducerConfig.ACKS_CONFIG,
            ProducerConfig.RETRIES_CONFIG,
            ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION);

    private ProducerSettings() {}

    /**
     * Makes a producer. The client looks up classes, and its network thread begins, with the calling thread's context class
     * loader: Kafka's own knows what it needs, and keeps no application.
     */
    static Producer<byte[], byte[]> producer(TrackOptions options, Properties given, String clientId) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(KafkaProducer.class.getClassLoader());
        try {
            return new KafkaProducer<>(
                    of(options, given, clientId), new ByteArraySerializer(), new ByteArraySerializer());
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** All are texts, since a number's type differs from version to version. */
    static Map<String, Object> of(TrackOptions options, Properties given, String clientId) {
        long attempt = options.get(TrackOptions.REQUEST_TIMEOUT).toMillis();
        long connect = options.get(TrackOptions.CONNECT_TIMEOUT).toMillis();
        Map<String, Object> settings = new HashMap<>();
        settings.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, options.get(TrackOptions.BOOTSTRAP_SERVERS));
        settings.put(ProducerConfig.CLIENT_ID_CONFIG, clientId);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        if (AGAINST_IDEMPOTENCE.stream().noneMatch(given::containsKey)) {
            settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        }
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "" + LONGEST_BLOCK.toMillis());
        // The client wants linger and request, together, to fit into delivery. A request has half of it: after a broker
        // that hangs there is time for another.
        long delivery = attempt - Math.min(attempt / 10, MOST_AHEAD_MILLIS);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "" + delivery);
        settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "" + delivery / 2);
        settings.put(ProducerConfig.LINGER_MS_CONFIG, "" + Math.min(LINGER_MILLIS, delivery / 2));
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, options.get(TrackOptions.COMPRESSION));
        settings.put(ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG, "" + LONGEST_RECONNECT_MILLIS);
        settings.put(ProducerConfig.RETRY_BACKOFF_MS_CONFIG, "" + RETRY_MILLIS);
        settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, "" + LONGEST_IDLE_MILLIS);
        settings.put("socket.connection.setup.timeout.ms", "" + connect);
        settings.put("socket.connection.setup.timeout.max.ms", "" + connect);
        settings.put("enable.metrics.push", "false");
        settings.keySet().retainAll(ProducerConfig.configNames()); // a client warns of what it does not know
        given.stringPropertyNames().forEach(name -> settings.put(name, given.getProperty(name)));
        settings.remove(ProducerConfig.KEY_SERIALIZER_CLASS_CONFIG);
        settings.remove(ProducerConfig.VALUE_SERIALIZER_CLASS_CONFIG);
        return settings;
    }
}
