// SPDX-License-Identifier: Apache-2.0
package com.example;

import ai.thrivestack.track.testkit.junit.TrackTest;
import ai.thrivestack.track.testkit.junit.TrackedEvents;
import org.junit.jupiter.api.Test;

@TrackTest
class SignUpTest {

    @Test
    void signUp_isTracked(TrackedEvents track) {
        new SignUp().register("u-17", "pro", true);

        track.assertTracked("plan_chosen").withUser("u-17").with("plan", "pro").with("seats", 3);
        track.assertNotTracked("account_created");
    }

    @Test
    void signUp_withoutConsent_isNotTracked(TrackedEvents track) {
        new SignUp().register("u-18", "pro", false);

        track.assertNothingTracked();
    }
}
