// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The endpoint that gets an appender's events, and the source of the credentials that go with them. Immutable. */
final class Recipient {
    private final Object endpoint;
    /** Shown nowhere: it holds secrets. */
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

    /** Nothing could be sent to the other one, for want of an endpoint or of credentials. This one has what it lacks. */
    boolean completes(Recipient other) {
        return (other.endpoint == null || other.endpoint.equals(endpoint))
                && (other.hasNoCredentials() || other.credentials.equals(credentials));
    }

    private boolean hasNoCredentials() {
        return credentials.stream().allMatch(Objects::isNull);
    }
}
