// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.List;

/** Events that are under way together, each the UTF-8 of one JSON object. Immutable. */
final class Batch {
    /** The position of the first of them among all that the buffer ever kept. */
    final long first;

    final List<byte[]> events;
    /** Bytes of the request's body: the events, a comma between each two, and the brackets. */
    final int length;

    Batch(long first, List<byte[]> events) {
        this.first = first;
        this.events = events;
        int sum = 1 + events.size();
        for (byte[] event : events) {
            sum += event.length;
        }
        this.length = sum;
    }

    Batch firstHalf() {
        return new Batch(first, events.subList(0, events.size() / 2));
    }

    Batch secondHalf() {
        int half = events.size() / 2;
        return new Batch(first + half, events.subList(half, events.size()));
    }
}
