// SPDX-License-Identifier: Apache-2.0
package com.example.orders;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

@SpringBootApplication
public class Orders {
    private static final Logger LOG = LoggerFactory.getLogger(Orders.class);
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");

    public static void main(String[] args) {
        SpringApplication.run(Orders.class, args);
    }

    public void order(int amount) {
        try (MDC.MDCCloseable tenant = MDC.putCloseable("tenant", "acme")) {
            LOG.info(TRACK, "ordered user_id={} customer={} amount={}", "u-1", "c-1", amount);
        }
    }
}
