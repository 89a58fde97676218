// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport.kafka;

import java.util.Map;

import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.transport.Answer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;

/** Says what went wrong with Kafka, what that means for the batch, and what to do about it. */
final class FailureText {
    private final String servers;
    private final String topic;
    private final long requestTimeoutMillis;

    FailureText(TrackOptions options) {
        servers = options.get(TrackOptions.BOOTSTRAP_SERVERS);
        topic = options.get(TrackOptions.TOPIC);
        requestTimeoutMillis = options.get(TrackOptions.REQUEST_TIMEOUT).toMillis();
    }

    /** It is the same for every batch, until a person changes something. */
    boolean isRefusal(Throwable failure) {
        return failure instanceof AuthenticationException
                || failure instanceof AuthorizationException
                || failure instanceof InvalidTopicException
                || failure instanceof ConfigException;
    }

    /** The producer could not be made. */
    Answer notMade(RuntimeException failure) {
        if (failure instanceof ConfigException) {
            return Answer.notSent("Kafka's client refuses its settings: " + failure.getMessage()
                    + ". Check kafkaProperties and bootstrapServers " + servers);
        }
        // among others, no host can be resolved: wrapped, and perhaps only for now
        String why = failure.getCause() == null ? failure.toString() : words(failure.getCause());
        return Answer.notReached("no Kafka producer can be made for bootstrapServers " + servers + ": " + why
                + ". Check the hosts there, the DNS of this machine, and kafkaProperties");
    }

    /** The topic's partitions are not known in time. */
    Answer noTopic(RuntimeException failure, Producer<?, ?> producer) {
        if (!(failure instanceof TimeoutException)) {
            return failed(failure, "");
        }
        return Answer.notReached(
                isConnected(producer)
                        ? "Kafka at bootstrapServers " + servers + " tells nothing of topic " + topic
                                + ". Create the topic if it does not exist, and check whether the brokers are well"
                        : "no Kafka broker answers at bootstrapServers " + servers
                                + ". Check host and port there, whether a broker listens, and the firewalls in between; "
                                + "if it wants TLS or SASL, write them into kafkaProperties");
    }

    private static boolean isConnected(Producer<?, ?> producer) {
        for (Map.Entry<MetricName, ? extends Metric> metric : producer.metrics().entrySet()) {
            if (metric.getKey().name().equals("connection-count")) {
                Object count = metric.getValue().metricValue();
                return count instanceof Number && ((Number) count).doubleValue() > 0;
            }
        }
        return false;
    }

    /** @param failure null if nothing is known but that time is over */
    Answer notAcknowledged(Throwable failure, int missing, int events) {
        String some = missing == events ? "" : ", for " + missing + " of " + events + " events";
        return failure == null || failure instanceof TimeoutException
                ? Answer.none("Kafka at bootstrapServers " + servers + " does not acknowledge within requestTimeout "
                        + requestTimeoutMillis + " ms" + some + (failure == null ? "" : ": " + failure.getMessage()))
                : failed(failure, some);
    }

    private Answer failed(Throwable failure, String some) {
        String kafka = "Kafka at bootstrapServers " + servers;
        return isRefusal(failure)
                ? Answer.notSent(kafka + " refuses us or topic " + topic + some + ": " + words(failure)
                        + ". Check kafkaProperties, and what its user may do there")
                : Answer.none(kafka + " does not take the events of topic " + topic + some + ": " + words(failure));
    }

    private static String words(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }

    /** What is left of a batch are such events; the size of one that is alone is said besides. */
    Answer tooLarge(Throwable failure) {
        return Answer.tooLarge("Kafka takes no event so large: " + words(failure)
                + " See max.request.size in kafkaProperties, and max.message.bytes of topic " + topic);
    }
}
