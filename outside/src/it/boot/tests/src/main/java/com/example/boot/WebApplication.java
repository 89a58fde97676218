// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import java.io.IOException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A web application that anybody may use, and that knows its users. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class WebApplication {
    public static void main(String[] args) throws IOException, JMException {
        Web.run(WebApplication.class, args, Pages.RELEASED::countDown);
    }

    @Bean
    SecurityFilterChain security(HttpSecurity http) throws Exception {
        return http.httpBasic(Customizer.withDefaults()).build();
    }

    /** A member of a configuration, which Spring finds. */
    @RestController
    public static class Pages {
        private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
        private static final Marker TRACK = MarkerFactory.getMarker("TRACK");
        static final CountDownLatch RELEASED = new CountDownLatch(1);
        private static final AtomicInteger INSIDE = new AtomicInteger();

        @GetMapping("/page")
        public String page() {
            LOG.info(TRACK, "page_viewed page={}", "prices");
            return Thread.currentThread().getName();
        }

        /** Answers once it is told to. */
        @GetMapping("/order")
        public String order(@RequestParam("number") int number) throws InterruptedException {
            System.out.println("inside: " + INSIDE.incrementAndGet());
            RELEASED.await();
            LOG.info(TRACK, "ordered user_id={} number={}", "u-1", number);
            return "ordered";
        }
    }
}
