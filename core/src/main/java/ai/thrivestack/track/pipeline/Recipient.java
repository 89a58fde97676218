// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.pipeline;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

import ai.thrivestack.track.TrackOptions;

/** The endpoint or topic that gets an appender's events, and the source of its credentials. Immutable. */
final class Recipient {
    /** Of Kafka; null if events go to the API. */
    private final String topic;
    /** Of Kafka the brokers to begin with. Null if there is none. */
    private final Object endpoint;
    /** Must not be shown: it holds secrets. */
    private final List<Object> credentials;

    Recipient(TrackOptions options) {
        boolean isKafka = options.isKafka();
        topic = isKafka ? options.get(TrackOptions.TOPIC) : null;
        endpoint = isKafka ? options.get(TrackOptions.BOOTSTRAP_SERVERS) : options.get(TrackOptions.ENDPOINT);
        credentials = isKafka
                ? Collections.singletonList(options.get(TrackOptions.KAFKA_PROPERTIES))
                : Arrays.asList(
                        options.get(TrackOptions.TOKEN),
                        options.get(TrackOptions.TOKEN_FILE),
                        options.get(TrackOptions.API_KEY));
    }

    boolean isSameAs(Recipient other) {
        return Objects.equals(topic, other.topic)
                && Objects.equals(endpoint, other.endpoint)
                && credentials.equals(other.credentials);
    }

    /** Nothing could be sent to the other recipient: endpoint or credentials are missing. This one does not differ otherwise. */
    boolean completes(Recipient other) {
        return Objects.equals(topic, other.topic)
                && (other.endpoint == null || other.endpoint.equals(endpoint))
                && (other.hasNoCredentials() || other.credentials.equals(credentials));
    }

    private boolean hasNoCredentials() {
        return credentials.stream().allMatch(Objects::isNull);
    }
}
