// SPDX-License-Identifier: Apache-2.0
package com.example;

import ai.thrivestack.track.testkit.junit.TrackTest;
import ai.thrivestack.track.testkit.junit.TrackedEvents;
import org.junit.jupiter.api.Test;

/** The first class of the JVM: nothing has started logging yet, and still it is known that an appender is there. */
@TrackTest
class BeforeAnyLoggerTest {

    @Test
    void nothing_isTracked(TrackedEvents track) {
        track.assertNothingTracked();
    }
}
