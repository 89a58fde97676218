// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import ai.thrivestack.track.testkit.junit.TrackTest;
import ai.thrivestack.track.testkit.junit.TrackedEvents;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** In a context of its own, for its property. */
@TrackTest
@SpringBootTest(properties = "track.mdc-properties=tenant")
class MdcPropertiesTest {
    @Autowired
    Orders orders;

    @Test
    void order_isTracked_withItsTenant(TrackedEvents track) {
        orders.order(8);
        track.assertTracked("ordered").with("amount", 8).with("tenant", "acme");
    }
}
