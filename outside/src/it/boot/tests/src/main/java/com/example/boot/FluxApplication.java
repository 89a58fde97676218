// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import java.io.IOException;
import javax.management.JMException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.Marker;
import org.slf4j.MarkerFactory;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** As {@link WebApplication}, but reactive. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class FluxApplication {
    public static void main(String[] args) throws IOException, JMException {
        Web.run(FluxApplication.class, args, () -> {});
    }

    @Bean
    SecurityWebFilterChain security(ServerHttpSecurity http) {
        return http.httpBasic(Customizer.withDefaults()).build();
    }

    @RestController
    public static class Pages {
        private static final Logger LOG = LoggerFactory.getLogger(Pages.class);
        private static final Marker TRACK = MarkerFactory.getMarker("TRACK");

        /** On the thread that reads the request, and on the one that all requests share afterwards. */
        @GetMapping("/page")
        public Mono<String> page() {
            return Mono.fromCallable(() -> {
                        LOG.info(TRACK, "page_asked page={}", "prices");
                        return "prices";
                    })
                    .publishOn(Schedulers.single())
                    .map(page -> {
                        LOG.info(TRACK, "page_viewed page={}", page);
                        return Thread.currentThread().getName();
                    });
        }
    }
}
