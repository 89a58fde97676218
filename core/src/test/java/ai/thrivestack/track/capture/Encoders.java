// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import ai.thrivestack.track.Given;

/** Encoders for tests that are not about hints. */
final class Encoders {
    private Encoders() {}

    static EventEncoder with(String... options) {
        return new EventEncoder(Given.options(options), hint -> {});
    }

    /** The state of a thread that has logged nothing yet. */
    static long[] thread() {
        return EventTimes.begin(new long[EventTimes.NUMBERS]);
    }
}
