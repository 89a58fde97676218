// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

final class Checkout {
    private static final Logger LOG = LoggerFactory.getLogger(Checkout.class);
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");

    void useFeature(String name, String type, int seats, boolean active, double ratio) {
        LOG.info(
                TRACK,
                "feature_used feature_name={} feature_type={} seats={} active={} ratio={}",
                name,
                type,
                seats,
                active,
                ratio);
    }

    void order(int amount, String currency) {
        LOG.info("checking stock");
        LOG.info(TRACK, "order_placed: amount={}, currency={}", amount, currency);
    }

    void pay(int amount) {
        try {
            throw new IllegalStateException("card 4111 1111 1111 1111 declined");
        } catch (IllegalStateException e) {
            LOG.error(TRACK, "payment_failed amount={}", amount, e);
        }
    }

    /** Runs outside any request: nobody's event, and reported as such. */
    void cleanUp() {
        LOG.info(TRACK, "carts_cleaned count={}", 9);
    }
}
