// SPDX-License-Identifier: Apache-2.0
package com.example;

import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.testkit.TrackServer;
import ai.thrivestack.track.testkit.TrackedEvent;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

/** Logs one event, and ends with an error unless it reaches a local Track API. */
public final class Shop {
    private Shop() {}

    public static void main(String[] args) {
        try (TrackServer server = TrackServer.start()) {
            System.setProperty("endpoint", server.endpoint().toString()); // before logging starts
            LoggerFactory.getLogger(Shop.class)
                    .info(MarkerFactory.getMarker("TRACK"), "signed_up user_id={} seats={}", "u-1", 3);
            TrackedEvent event = server.awaitEvents(1, 20, TimeUnit.SECONDS).get(0);
            if (!event.eventName().equals("signed_up") || !event.userId().equals("u-1")) {
                throw new IllegalStateException("not what was logged: " + event.json());
            }
            System.out.println("arrived: " + event.json());
        }
    }
}
