// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import ai.thrivestack.track.testkit.junit.TrackTest;
import ai.thrivestack.track.testkit.junit.TrackedEvents;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** In a context of its own, for its property. */
@TrackTest
@SpringBootTest(properties = "track.user-id-keys=customer")
class UserIdKeysTest {
    @Autowired
    Orders orders;

    @Test
    void order_isTheCustomers(TrackedEvents track) {
        orders.order(9);
        track.assertTracked("ordered").withUser("c-1").with("amount", 9);
    }
}
