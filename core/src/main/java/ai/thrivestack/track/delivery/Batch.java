// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.List;

/** Events that are under way together, each the UTF-8 of one JSON object. Immutable. */
final class Batch {
    final List<byte[]> events;
    /** Bytes of the request's body: the events, a comma between each two, and the brackets. */
    final int length;

    Batch(List<byte[]> events) {
        this.events = events;
        int sum = 1 + events.size();
        for (byte[] event : events) {
            sum += event.length;
        }
        this.length = sum;
    }
}
