// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.connect;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

import ai.thrivestack.track.testkit.TrackServer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** A task without Kafka: what a worker would do with it, on the test's thread, and a local API. */
final class TaskBench implements AutoCloseable {
    static final String TOPIC = "track-events";
    static final String TOKEN = "secret-token-of-the-test";

    final TrackServer server = TrackServer.start();
    final FakeContext context = new FakeContext();
    /** What the task takes for the time that passes, in nanoseconds. */
    final AtomicLong clock = new AtomicLong();

    final TrackSinkTask task = new TrackSinkTask(clock::get);
    private final Map<Integer, Long> next = new HashMap<>();
    /** What a worker would commit now: the offsets after the records of all puts. */
    private final Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>();
    /** What was committed last. */
    final Map<Integer, Long> committed = new TreeMap<>();

    private int events;

    /** @param options name, value, name, value …, besides endpoint and token */
    void start(String... options) {
        Map<String, String> properties = context.configs;
        properties.put("name", "bench");
        properties.put("endpoint", server.endpoint().toString());
        properties.put("token", TOKEN);
        properties.put("errors.tolerance", "all");
        properties.put("flushInterval", "10ms");
        for (int i = 0; i < options.length; i += 2) {
            properties.put(options[i], options[i + 1]);
        }
        properties.values().removeIf(String::isEmpty);
        task.initialize(context);
        task.start(properties);
    }

    void assign(Integer... partitions) {
        List<TopicPartition> places = places(partitions);
        context.assignment.addAll(places);
        task.open(places);
    }

    /** As a worker does it before another task gets the partitions. */
    void revoke(Integer... partitions) {
        commit();
        take(partitions);
    }

    /** As a worker does it when it has lost the partitions already: without a commit. */
    void take(Integer... partitions) {
        List<TopicPartition> places = places(partitions);
        task.close(places);
        context.assignment.removeAll(places);
        context.paused.removeAll(places);
        current.keySet().removeAll(places);
    }

    private static List<TopicPartition> places(Integer... partitions) {
        List<TopicPartition> places = new ArrayList<>();
        Arrays.asList(partitions).forEach(each -> places.add(new TopicPartition(TOPIC, each)));
        return places;
    }

    /** A new event that names itself. */
    String event() {
        return event("e" + events++);
    }

    static String event(String name) {
        return "{\"event_name\":\"" + name + "\",\"user_id\":\"u1\",\"timestamp\":\"2026-11-23T10:00:00.000Z\"}";
    }

    /** The next record of the partition. */
    SinkRecord record(int partition, Object value) {
        long offset = next.merge(partition, 1L, Long::sum) - 1;
        return new SinkRecord(TOPIC, partition, null, null, null, value, offset);
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** That many good events. */
    List<SinkRecord> records(int partition, int count) {
        List<SinkRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(record(partition, bytes(event())));
        }
        return records;
    }

    void put(SinkRecord... records) {
        put(Arrays.asList(records));
    }

    void put(Collection<SinkRecord> records) {
        task.put(records);
        for (SinkRecord record : records) {
            current.put(
                    new TopicPartition(record.topic(), record.kafkaPartition()),
                    new OffsetAndMetadata(record.kafkaOffset() + 1));
        }
    }

    void putNothing() {
        put(Collections.emptyList());
    }

    void commit() {
        context.isCommitRequested = false;
        task.preCommit(new HashMap<>(current))
                .forEach((place, offset) -> committed.put(place.partition(), offset.offset()));
    }

    /** Puts nothing, as a worker without records does, until the condition holds. */
    void putUntil(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        for (putNothing(); !condition.getAsBoolean(); putNothing()) {
            assertTrue(System.nanoTime() < deadline, what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1)); // a worker polls meanwhile
        }
    }

    void putAndCommitUntil(String what, BooleanSupplier condition) {
        putUntil(what, () -> {
            commit();
            return condition.getAsBoolean();
        });
    }

    @Override
    public void close() {
        task.stop();
        server.close();
    }
}
