// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport.kafka;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.Uninterruptibly;
import ai.thrivestack.track.transport.Answer;
import ai.thrivestack.track.transport.RequestBody;
import ai.thrivestack.track.transport.Transport;
import com.google.errorprone.annotations.concurrent.GuardedBy;

/**
 * Sends batches to a Kafka topic, on the calling thread, and waits for their acknowledgements. This class uses no class of
 * Kafka's client, which the application may not have: {@link BatchProducer} does, and is loaded by the first send.
 *
 * <p>Kafka's {@code send()} blocks while it knows no broker, so it is not for a log call. Behind the buffer it costs a log
 * call nothing, and nothing waits in two places: a batch is in the client only while it is in flight.
 */
public final class KafkaTransport implements Transport {
    /** As for the abortion of a request. */
    private static final long CLOSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    /** While a reload replaces one by another both exist, and JMX wants a name for each. */
    private static final AtomicLong NUMBER = new AtomicLong();

    private final TrackOptions options;
    private final String clientId;
    private final ExecutorService closer;
    private final PropertiesFile properties;

    @GuardedBy("this")
    private BatchProducer batches;

    @GuardedBy("this")
    private boolean closed;

    /** @param closer gets the end of the client, which may take longer than the appender's; it is shut down then */
    public KafkaTransport(TrackOptions options, String appender, ExecutorService closer) {
        this(options, appender, closer, null);
    }

    /** @param batches null if the first send makes it */
    KafkaTransport(TrackOptions options, String appender, ExecutorService closer, BatchProducer batches) {
        this.batches = batches;
        this.options = options;
        this.clientId = "track-" + appender + "-" + NUMBER.incrementAndGet();
        this.closer = closer;
        this.properties = new PropertiesFile(options.get(TrackOptions.KAFKA_PROPERTIES));
    }

    @Override
    public Answer send(RequestBody body) {
        if (options.get(TrackOptions.BOOTSTRAP_SERVERS) == null) {
            return Answer.notConfigured("no bootstrapServers");
        }
        long began = System.nanoTime();
        try {
            BatchProducer batches = batches();
            return batches == null ? Answer.none("closed") : batches.send(body, began);
        } catch (NoClassDefFoundError missing) {
            return Answer.notSent(
                    String.valueOf(missing.getMessage()).contains("org/apache/kafka/")
                            ? "Kafka's client is not on the class path: transport=kafka needs "
                                    + "org.apache.kafka:kafka-clients. Add it to the application, where it has this appender"
                            : unusable(missing));
        } catch (LinkageError odd) {
            return Answer.notSent(unusable(odd));
        }
    }

    private static String unusable(LinkageError error) {
        return "Kafka's client cannot be used: " + error
                + ". Check the version of org.apache.kafka:kafka-clients, and the dependencies that it names";
    }

    private synchronized BatchProducer batches() {
        if (batches == null && !closed) {
            batches = new BatchProducer(options, () -> ProducerSettings.producer(options, properties.read(), clientId));
        }
        return batches;
    }

    @Override
    public boolean hasNewToken() {
        return properties.hasChanged();
    }

    /** The order of a user's events needs it. Kafka's client gathers records for several brokers by itself. */
    @Override
    public int mostInFlight() {
        return 1;
    }

    @Override
    public void close() {
        BatchProducer made;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            made = batches;
        }
        if (made != null) {
            closer.execute(made::close);
        }
        closer.shutdown();
        if (made != null) {
            Uninterruptibly.await(CLOSE_NANOS, closer::awaitTermination);
        }
    }
}
