// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An event that the server has accepted. Immutable.
 *
 * <p>Values are plain Java: {@link String}, {@link Boolean}, {@code null}, unmodifiable {@link java.util.List} and
 * {@link Map} in the order sent, and for a number the narrowest type that loses nothing of its value: {@link Integer},
 * {@link Long} or {@link java.math.BigInteger} for an integer; for a number with a fraction or an exponent
 * {@link Double} where that double prints as the same decimal of at most 17 digits ({@code 9.5}, {@code 0.1}),
 * otherwise {@link java.math.BigDecimal}.
 */
public final class TrackedEvent {

    private final String json;
    private final String eventName;
    private final String userId;
    private final Instant timestamp;
    private final long receivedMillis;

    TrackedEvent(String json, String eventName, String userId, Instant timestamp, long receivedMillis) {
        this.json = json;
        this.eventName = eventName;
        this.userId = userId;
        this.timestamp = timestamp;
        this.receivedMillis = receivedMillis;
    }

    /** What happened; never empty. */
    public String eventName() {
        return eventName;
    }

    /** The user who did it; never empty. */
    public String userId() {
        return userId;
    }

    /** When it happened. Digits beyond nanoseconds are cut; {@link #json()} has them. */
    public Instant timestamp() {
        return timestamp;
    }

    /** The details of the event, unmodifiable, in the order sent; empty without any. Read anew by each call. */
    public Map<String, Object> properties() {
        return object("properties");
    }

    /** The context of the event, unmodifiable, in the order sent; empty without any. Read anew by each call. */
    public Map<String, Object> context() {
        return object("context");
    }

    /**
     * What the vendor's pages ask for beyond the contract and this event lacks, or has in another form: a sentence each,
     * with the place in front, such as {@code /context: The context has no source: …}; empty if all is well. The API
     * accepts such an event, and its reports miss something. The wording may change.
     */
    public List<String> warnings() {
        return Collections.unmodifiableList(Warnings.of(this, Collections.emptyList()).stream()
                .map(Warning::toString)
                .collect(Collectors.toList()));
    }

    /** When the server got it, to the millisecond. */
    Instant received() {
        return Instant.ofEpochMilli(receivedMillis);
    }

    /** The JSON of this event, character by character as it was sent. */
    public String json() {
        return json;
    }

    /** The same as {@link #json()}. */
    @Override
    public String toString() {
        return json;
    }

    /** Read anew each time: a million events fit in memory as text, not as maps. */
    @SuppressWarnings("unchecked")
    private Map<String, Object> object(String name) {
        Object value = JsonReader.fields(json).get(name);
        return value == null ? Collections.emptyMap() : (Map<String, Object>) value;
    }
}
