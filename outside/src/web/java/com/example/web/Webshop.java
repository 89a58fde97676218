// SPDX-License-Identifier: Apache-2.0
package com.example.web;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import org.slf4j.ILoggerFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;

/**
 * The start and the end of a web application that brings its framework along: it logs six events, and stops logging as
 * the listeners do that Logback and Log4j2 have for it.
 */
public final class Webshop implements ServletContextListener {
    static final int EVENTS = 6;

    private static final Logger LOG = LoggerFactory.getLogger(Webshop.class);
    private static final Marker TRACK = MarkerFactory.getMarker("TRACK");

    @Override
    public void contextInitialized(ServletContextEvent event) {
        for (int i = 1; i <= EVENTS; i++) {
            LOG.info(TRACK, "signed_up user_id={} number={}", "u-1", i);
        }
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        try {
            ILoggerFactory factory = LoggerFactory.getILoggerFactory();
            if (factory.getClass().getName().startsWith("ch.qos.logback.")) {
                factory.getClass().getMethod("stop").invoke(factory);
            } else {
                Object context = Class.forName("org.apache.logging.log4j.LogManager")
                        .getMethod("getContext", ClassLoader.class, boolean.class)
                        .invoke(null, Webshop.class.getClassLoader(), false);
                ((AutoCloseable) context).close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
