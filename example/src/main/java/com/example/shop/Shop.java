// SPDX-License-Identifier: Apache-2.0
package com.example.shop;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/**
 * A small shop as one finds it in the wild: SLF4J 1.7, an MDC filled by a filter, log lines written years ago. What
 * makes product events of some of them is the marker, and an appender in the configuration file.
 */
public final class Shop {
    private static final Logger LOG = LoggerFactory.getLogger(Shop.class);

    public static void main(String[] args) {
        LOG.info("shop is open");
        Accounts accounts = new Accounts();
        Checkout checkout = new Checkout();

        beginRequest("r-1", "u-17");
        accounts.signUp("ann@acmelabs.com", "Ann Lee");
        MDC.put("group_id", "g-17");
        accounts.openAccount("g-17", "acme", "acmelabs.com", "pro");
        accounts.invite("jane@acmelabs.com", "Jane");
        endRequest();

        beginRequest("r-2", "u-17");
        MDC.put("group_id", "g-17");
        checkout.useFeature("export_csv", "core", 3, true, 0.5);
        checkout.order(12, "EUR");
        checkout.pay(12);
        endRequest();

        accounts.importFrom("crm", 4711, "g-1");
        checkout.cleanUp();
        LOG.info("shop is closed");
    }

    private static void beginRequest(String requestId, String userId) {
        MDC.put("request_id", requestId);
        MDC.put("user_id", userId);
    }

    private static void endRequest() {
        MDC.clear();
    }

    private Shop() {}
}
