// SPDX-License-Identifier: Apache-2.0
package com.example;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.thrivestack.track.testkit.Answer;
import ai.thrivestack.track.testkit.junit.TrackTest;
import ai.thrivestack.track.testkit.junit.TrackedEvents;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** With a real appender: whatever one test does, the next sees nothing of it. */
@TrackTest
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class WindowTest {

    @Test
    @Order(1)
    void events_unlooked_areLeftToTheEndOfTheirTest(TrackedEvents track) {
        for (int i = 0; i < 250; i++) {
            new SignUp().register("u-" + i, "pro", true);
        }
    }

    @Test
    @Order(2)
    void events_ofTheTestBefore_areNotSeen(TrackedEvents track) {
        track.assertNothingTracked();
    }

    @Test
    @Order(3)
    void events_inAnOutage_comeWhenItIsOver(TrackedEvents track) {
        track.answerNext(Answer.status(503), Answer.status(500));
        new SignUp().register("u-17", "pro", true);

        track.assertTracked("plan_chosen").withUser("u-17").times(1);
    }

    @Test
    @Order(4)
    void events_inAnOutageAtTheEnd_stillComeInTheirTest(TrackedEvents track) {
        Answer[] outage = new Answer[100];
        Arrays.fill(outage, Answer.status(503));
        track.answerNext(outage);
        new SignUp().register("u-17", "pro", true);

        AssertionError failure = assertThrows(
                AssertionError.class,
                () -> track.within(Duration.ofMillis(200)).assertTracked("plan_chosen"));
        assertTrue(failure.getMessage().contains("Not everything that was logged has arrived:\n"), failure::getMessage);
    }

    @Test
    @Order(5)
    void events_ofTheOutage_areNotSeen(TrackedEvents track) {
        track.assertNothingTracked();
        new SignUp().register("u-18", "pro", true);
        assertEquals(1, track.events().size());
    }

    @Test
    @Order(6)
    void record_withoutAUser_isNamed(TrackedEvents track) {
        new SignUp().register("", "pro", true);

        AssertionError failure = assertThrows(
                AssertionError.class,
                () -> track.within(Duration.ofMillis(200)).assertTracked("plan_chosen"));
        assertTrue(
                failure.getMessage().contains("Marked records of this test that gave no event: 1 no user id."),
                failure::getMessage);
    }
}
