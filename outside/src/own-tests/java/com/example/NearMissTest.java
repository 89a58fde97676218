// SPDX-License-Identifier: Apache-2.0
package com.example;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.thrivestack.track.testkit.junit.TrackTest;
import ai.thrivestack.track.testkit.junit.TrackedEvents;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Paths;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** docs/testing.md shows what a near miss looks like. */
@TrackTest
class NearMissTest {

    @Test
    void nearMiss_readsAsOnThePage(TrackedEvents track) throws Exception {
        SignUp signUp = new SignUp();
        signUp.register("u-17", "free", true);
        signUp.register("u-18", "pro", true);

        track.assertTracked("plan_chosen").times(2);
        TrackedEvents brief = track.within(Duration.ofSeconds(1)); // the page waits for the default
        AssertionError failure = assertThrows(
                AssertionError.class,
                () -> brief.assertTracked("plan_chosen").withUser("u-17").with("plan", "pro"));

        String page = new String(
                Files.readAllBytes(Paths.get(System.getProperty("page"))), StandardCharsets.UTF_8);
        String message = failure.getMessage().replace("within 1 s", "within 5 s");
        assertTrue(page.contains("\n" + message + "\n```"), failure.getMessage());
    }
}
