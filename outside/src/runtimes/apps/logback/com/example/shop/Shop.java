// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;

/** An application that logs through SLF4J. */
public final class Shop {
    private static final Logger LOG = LoggerFactory.getLogger(Shop.class);

    public static void main(String[] args) {
        LOG.info(MarkerFactory.getMarker("TRACK"), "signed_up user_id={} seats={}", "u-1", 3);
    }

    private Shop() {}
}
