// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.pipeline;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

import ai.thrivestack.track.TrackOptions;

/** The endpoint that gets an appender's events, and the source of its credentials. Immutable. */
final class Recipient {
    private final Object endpoint;
    /** Must not be shown: it holds secrets. */
    private final List<Object> credentials;

    Recipient(TrackOptions options) {
        endpoint = options.get(TrackOptions.ENDPOINT);
        credentials = Arrays.asList(
                options.get(TrackOptions.TOKEN),
                options.get(TrackOptions.TOKEN_FILE),
                options.get(TrackOptions.API_KEY));
    }

    boolean isSameAs(Recipient other) {
        return Objects.equals(endpoint, other.endpoint) && credentials.equals(other.credentials);
    }

    /** Nothing could be sent to the other recipient: endpoint or credentials are missing. This one does not differ otherwise. */
    boolean completes(Recipient other) {
        return (other.endpoint == null || other.endpoint.equals(endpoint))
                && (other.hasNoCredentials() || other.credentials.equals(credentials));
    }

    private boolean hasNoCredentials() {
        return credentials.stream().allMatch(Objects::isNull);
    }
}
