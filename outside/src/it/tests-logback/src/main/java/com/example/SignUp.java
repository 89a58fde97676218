// SPDX-License-Identifier: Apache-2.0
package com.example;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/** The application. */
final class SignUp {
    private static final Logger log = LoggerFactory.getLogger(SignUp.class);
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");

    void register(String user, String plan, boolean consent) {
        if (consent) {
            log.info(TRACK, "plan_chosen user_id={} plan={} seats={}", user, plan, 3);
        }
    }
}
