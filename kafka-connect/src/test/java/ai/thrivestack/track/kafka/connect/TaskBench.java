// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.connect;

import java.lang.management.ManagementFactory;
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
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;

import ai.thrivestack.track.testkit.TrackServer;
import ai.thrivestack.track.testkit.TrackedEvent;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.connect.sink.SinkRecord;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A task without Kafka: what a worker would do with it, on the test's thread, and a local API. */
final class TaskBench implements AutoCloseable {
    static final String TOPIC = "track-events";
    static final String TOKEN = "secret-token-of-the-test";
    private static final int PUTS_A_COMMIT = 10;

    final TrackServer server;
    private final boolean isServerOurs;
    final FakeContext context = new FakeContext();
    /** What the task takes for the time that passes, in nanoseconds. */
    final AtomicLong clock = new AtomicLong();

    final TrackSinkTask task = new TrackSinkTask(clock::get);
    private final Map<Integer, Long> next = new HashMap<>();
    /** What a worker would commit now: the offsets after the records of all puts. */
    private final Map<TopicPartition, OffsetAndMetadata> current = new HashMap<>();
    /** What was committed last. */
    final Map<Integer, Long> committed = new TreeMap<>();

    private final List<SinkRecord> all = new ArrayList<>();

    private int events;

    TaskBench() {
        this(TrackServer.start(), true);
    }

    /** A second task for the same API. */
    TaskBench(TrackServer server) {
        this(server, false);
    }

    private TaskBench(TrackServer server, boolean isServerOurs) {
        this.server = server;
        this.isServerOurs = isServerOurs;
    }

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
        context.paused.retainAll(context.assignment); // and so Connect keeps the others paused, also if they come back
        task.open(places);
    }

    /** As a worker does it before another task gets the partitions. */
    void revoke(Integer... partitions) {
        commit();
        lose(partitions);
    }

    /** As a worker does it when it has lost the partitions already: without a commit. */
    void lose(Integer... partitions) {
        List<TopicPartition> places = places(partitions);
        task.close(places);
        context.assignment.removeAll(places);
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

    /** The records of the partition from that offset on, which this bench has made. */
    List<SinkRecord> recordsFrom(int partition, long offset) {
        return all.stream()
                .filter(record -> record.kafkaPartition() == partition && record.kafkaOffset() >= offset)
                .collect(Collectors.toList());
    }

    /** The worker has read records up to this offset that never came to the task. */
    void readUpTo(int partition, long offset) {
        current.put(new TopicPartition(TOPIC, partition), new OffsetAndMetadata(offset));
    }

    /** The names of the events that the API has accepted, in their order. */
    List<String> delivered() {
        return server.events().stream().map(TrackedEvent::eventName).collect(Collectors.toList());
    }

    /** The threads of all benches end in ten seconds. */
    static void assertThreadsEnd() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("track-bench")) {
                thread.join(TimeUnit.SECONDS.toMillis(10));
                assertFalse(thread.isAlive(), thread.getName());
            }
        }
    }

    /** How many events wait or are in flight, as JMX shows it. */
    static long pending() {
        try {
            return (Long) ManagementFactory.getPlatformMBeanServer()
                    .getAttribute(
                            new ObjectName("ai.thrivestack.track:type=TrackRelay,context=\"relay\",name=\"bench-0\""),
                            "Pending");
        } catch (JMException e) {
            throw new AssertionError(e);
        }
    }

    /** That many good events. */
    List<SinkRecord> records(int partition, int count) {
        List<SinkRecord> records = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            records.add(record(partition, bytes(event())));
        }
        all.addAll(records);
        return records;
    }

    void put(SinkRecord... records) {
        put(Arrays.asList(records));
    }

    void put(Collection<SinkRecord> records) {
        task.put(records);
        for (SinkRecord record : records) {
            current.put(
                    new TopicPartition(record.originalTopic(), record.originalKafkaPartition()),
                    new OffsetAndMetadata(record.originalKafkaOffset() + 1));
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
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        for (putNothing(); !condition.getAsBoolean(); putNothing()) {
            assertTrue(System.nanoTime() < deadline, what);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1)); // a worker polls meanwhile
        }
    }

    /** Commits are far apart, as a worker's are: no request leaves while one waits for the answers. */
    void putAndCommitUntil(String what, BooleanSupplier condition) {
        AtomicInteger puts = new AtomicInteger();
        putUntil(what, () -> {
            if (puts.incrementAndGet() % PUTS_A_COMMIT != 0) {
                return false;
            }
            commit();
            return condition.getAsBoolean();
        });
    }

    @Override
    public void close() {
        task.stop();
        if (isServerOurs) {
            server.close();
        }
    }
}
