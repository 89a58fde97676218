// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MarkerFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.context.annotation.Configuration;

/**
 * An application that devtools restart when it reads a line: its classes are loaded again, and {@code main} runs again.
 * It returns from main when there is nothing more to read.
 */
@Configuration(proxyBeanMethods = false)
public class DevtoolsApplication {
    private static final Logger LOG = LoggerFactory.getLogger(DevtoolsApplication.class);

    public static void main(String[] args) throws IOException {
        SpringApplication.run(DevtoolsApplication.class, args);
        int round = Integer.getInteger("round", 0) + 1; // outlives the classes
        System.setProperty("round", "" + round);
        LOG.info(MarkerFactory.getMarker("TRACK"), "started user_id={} number={}", "u-1", round);
        System.out.println("logged: " + round);
        System.out.println("done: start " + round);
        if (System.in.read() >= 0) { // nothing is read ahead: another class of this name reads what follows
            Restarter.getInstance().restart();
        }
    }
}
