// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.Arrays;

import ai.thrivestack.track.Given;
import ai.thrivestack.track.TrackRecord;

/** Encoders for tests that are not about hints. */
public final class Encoders {
    private Encoders() {}

    static EventEncoder with(String... options) {
        return new EventEncoder(Given.options(options), hint -> {});
    }

    /** A copy of the record's event. */
    public static byte[] encode(EventEncoder encoder, TrackRecord record, long[] thread) throws Rejection {
        byte[][] copy = new byte[1][];
        encoder.encode(record, thread, (event, length) -> copy[0] = Arrays.copyOf(event, length));
        return copy[0];
    }

    /** If the encoder would write the record's event by a plan. */
    public static boolean hasPlan(EventEncoder encoder, TrackRecord record) {
        return encoder.hasPlan(record);
    }

    /** The state of a thread that has logged nothing yet. */
    static long[] thread() {
        return EventTimes.begin(new long[EventTimes.NUMBERS]);
    }
}
