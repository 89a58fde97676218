// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import ai.thrivestack.track.testkit.junit.TrackTest;
import ai.thrivestack.track.testkit.junit.TrackedEvents;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** With the properties of production. */
@TrackTest
@SpringBootTest
class OwnPropertiesTest {
    @Autowired
    Orders orders;

    @Test
    void order_isTracked(TrackedEvents track) {
        orders.order(7);
        track.assertTracked("ordered").withUser("u-1").with("amount", 7).without("tenant");
    }
}
