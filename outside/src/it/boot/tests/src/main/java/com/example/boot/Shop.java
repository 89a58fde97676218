// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.springframework.beans.factory.DisposableBean;

/** Tracks what it is told to, and more when it is destroyed. Its numbers tell the events of a JVM apart. */
public class Shop implements DisposableBean {
    private static final Logger LOG = LoggerFactory.getLogger(Shop.class);
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");

    /** Calls that have returned. A number is taken before a call, so that the last one is the same as this. */
    private static final AtomicInteger LOGGED = new AtomicInteger();

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    private final ScheduledExecutorService visitors = Executors.newScheduledThreadPool(2);
    private final int farewell;

    Shop(int farewell) {
        this.farewell = farewell;
    }

    void obey(String command) {
        String[] words = command.split(" ");
        switch (words[0]) {
            case "sign-up":
                signUp(Integer.parseInt(words[1]));
                break;
            case "change-plan":
                LOG.info(TRACK, "plan_changed user_id={} plan={}", "u-1", "pro");
                break;
            case "view-page":
                LOG.info(TRACK, "page_viewed page={}", "prices");
                break;
            case "open":
                visitors.scheduleAtFixedRate(() -> signUp(1), 0, 5, TimeUnit.MILLISECONDS);
                visitors.scheduleAtFixedRate(() -> signUp(1), 0, 5, TimeUnit.MILLISECONDS);
                break;
            default:
                throw new IllegalArgumentException(command);
        }
    }

    void signUp(int times) {
        for (int i = 0; i < times; i++) {
            LOG.info(TRACK, "signed_up user_id={} number={}", "u-1", NUMBERS.incrementAndGet());
            LOGGED.incrementAndGet();
        }
    }

    @Override
    public void destroy() throws InterruptedException {
        signUp(farewell);
        visitors.shutdown();
        if (!visitors.awaitTermination(1, TimeUnit.MINUTES)) {
            throw new IllegalStateException("a log call does not return");
        }
        System.out.println("logged: " + LOGGED);
    }
}
