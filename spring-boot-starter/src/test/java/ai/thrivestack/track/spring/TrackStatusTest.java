// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.spring;

import java.time.Duration;
import java.util.Collections;

import ai.thrivestack.track.DeliveryState;
import ai.thrivestack.track.TrackCounts;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class TrackStatusTest {
    private static final TrackCounts COUNTS = new TrackCounts(
            5, 2, Collections.singletonMap("no user id", 1L), Collections.singletonMap("buffer full", 1L), 1);

    private static TrackStatus status(String failure, boolean isStuck, Duration sinceLoss) {
        return new TrackStatus(COUNTS, new DeliveryState(failure, isStuck, sinceLoss, 0, 1, Duration.ZERO));
    }

    @Test
    void up_whileDeliveryWorks() {
        assertEquals(TrackStatus.UP, status("", false, null).code);
    }

    @Test
    void degraded_whileDeliveryIsStuck_andSaysWhy() {
        assertEquals(TrackStatus.DEGRADED, status("401", true, null).code);
        assertEquals("401", status("401", true, null).details.get("failure"));
    }

    @Test
    void aFaultThatMayPass_leavesItUp_andIsSaid() {
        assertEquals(TrackStatus.UP, status("503", false, null).code);
        assertEquals("503", status("503", false, null).details.get("failure"));
    }

    @Test
    void degraded_forFiveMinutesAfterALoss() {
        assertEquals(TrackStatus.DEGRADED, status("", false, Duration.ofSeconds(299)).code);
        assertEquals(TrackStatus.UP, status("", false, Duration.ofSeconds(300)).code);
    }

    @Test
    void details_areTheAccount() {
        assertEquals(
                "{accepted=5, delivered=2, rejected={no user id=1}, dropped={buffer full=1}, pending=1}",
                status("", false, null).details.toString());
    }
}
