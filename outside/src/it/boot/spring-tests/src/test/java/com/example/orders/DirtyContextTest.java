// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import ai.thrivestack.track.testkit.junit.TrackTest;
import ai.thrivestack.track.testkit.junit.TrackedEvents;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.annotation.DirtiesContext.ClassMode;

/** Closes its context after each test, and so does the next start restart logging. */
@TrackTest
@SpringBootTest(properties = "track.static-context=env=test")
@DirtiesContext(classMode = ClassMode.AFTER_EACH_TEST_METHOD)
class DirtyContextTest {
    @Autowired
    Orders orders;

    @Test
    void order_isTracked(TrackedEvents track) {
        orders.order(10);
        track.assertTracked("ordered").with("amount", 10).withContext("env", "test");
    }

    @Test
    void orders_areTracked_inTheNextContext(TrackedEvents track) {
        orders.order(11);
        orders.order(11);
        track.assertTracked("ordered").with("amount", 11).withContext("env", "test").times(2);
    }
}
