// SPDX-License-Identifier: Apache-2.0
package com.example;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.Marker;
import org.apache.logging.log4j.MarkerManager;

/** The application. */
final class SignUp {
    private static final Logger log = LogManager.getLogger(SignUp.class);
    private static final Marker TRACK = MarkerManager.getMarker("TRACK");

    void register(String user, String plan, boolean consent) {
        if (consent) {
            log.info(TRACK, "plan_chosen user_id={} plan={} seats={}", user, plan, 3);
        }
    }
}
