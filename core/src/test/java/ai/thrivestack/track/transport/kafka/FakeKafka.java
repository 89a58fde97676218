// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport.kafka;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.transport.Transport;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * A topic that answers as a test says, behind Kafka's own {@link MockProducer}. Events are named by what their text holds.
 */
public final class FakeKafka {
    private final List<Mock> producers = Collections.synchronizedList(new ArrayList<>());
    private final List<ProducerRecord<byte[], byte[]>> taken = Collections.synchronizedList(new ArrayList<>());
    /** By a part of an event's text: what becomes of it, if it is not taken. */
    private final Map<String, Supplier<Future<RecordMetadata>>> failures = new ConcurrentHashMap<>();

    volatile RuntimeException noTopic;
    volatile RuntimeException noProducer;
    volatile RuntimeException thrownBySend;
    /** Events that hold this text fail so, after a while. */
    void fail(String text, RuntimeException failure) {
        failures.put(text, () -> new LateFailure(failure));
    }

    /** Events that hold this text fail so when they are sent. */
    public void failAtOnce(String text, RuntimeException failure) {
        failures.put(text, () -> {
            CompletableFuture<RecordMetadata> failed = new CompletableFuture<>();
            failed.completeExceptionally(failure);
            return failed;
        });
    }

    /** For events that hold this text no answer comes. */
    void keepSilent(String text) {
        failures.put(text, CompletableFuture::new);
    }

    /** Events that hold this text do not fail any more. */
    void succeed(String text) {
        failures.remove(text);
    }

    /** A transport to it. */
    public Transport transport(TrackOptions options) {
        return new KafkaTransport(options, "TEST", Executors.newSingleThreadExecutor(), batches(options));
    }

    BatchProducer batches(TrackOptions options) {
        return new BatchProducer(options, this::producer);
    }

    private Producer<byte[], byte[]> producer() {
        if (noProducer != null) {
            throw noProducer;
        }
        Mock made = new Mock();
        producers.add(made);
        return made;
    }

    int producers() {
        return producers.size();
    }

    List<Boolean> closed() {
        return producers.stream().map(MockProducer::closed).collect(Collectors.toList());
    }

    List<ProducerRecord<byte[], byte[]>> records() {
        return new ArrayList<>(taken);
    }

    /** The values of what the topic has got, in order. */
    public List<String> values() {
        return records().stream().map(record -> text(record.value())).collect(Collectors.toList());
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Has its answer when someone waits for it. */
    private static final class LateFailure extends CompletableFuture<RecordMetadata> {
        private final RuntimeException failure;

        LateFailure(RuntimeException failure) {
            this.failure = failure;
        }

        @Override
        public RecordMetadata get(long timeout, TimeUnit unit)
                throws InterruptedException, ExecutionException, TimeoutException {
            completeExceptionally(failure);
            return super.get(timeout, unit);
        }
    }

    private final class Mock extends MockProducer<byte[], byte[]> {
        Mock() {
            super(true, new ByteArraySerializer(), new ByteArraySerializer());
        }

        @Override
        public List<PartitionInfo> partitionsFor(String topic) {
            if (noTopic != null) {
                throw noTopic;
            }
            return super.partitionsFor(topic);
        }

        @Override
        public Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record) {
            return send(record, null);
        }

        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> record, Callback callback) {
            if (thrownBySend != null) {
                throw thrownBySend;
            }
            for (Map.Entry<String, Supplier<Future<RecordMetadata>>> failure : failures.entrySet()) {
                if (text(record.value()).contains(failure.getKey())) {
                    return failure.getValue().get();
                }
            }
            taken.add(record);
            return super.send(record, callback);
        }

        @Override
        public void close(Duration timeout) {
            if (!closed()) { // it minds a second time
                super.close(timeout);
            }
        }
    }
}
