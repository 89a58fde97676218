// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.apache.logging.log4j.MarkerManager;

/** An application that logs through Log4j2's API. */
public final class Shop {
    private static final Logger LOG = LogManager.getLogger(Shop.class);

    public static void main(String[] args) {
        LOG.info(MarkerManager.getMarker("TRACK"), "signed_up user_id={} seats={}", "u-1", 3);
    }

    private Shop() {}
}
