// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.HashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.bootstrap.config.PropertySourceLocator;
import org.springframework.cloud.context.refresh.ContextRefresher;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;

/** As {@link Application}, with some of its properties from a server of configuration, which sits beside it. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class CloudApplication {
    /** What the server has. A logging level in it lets Spring Cloud set up logging once more. */
    private static final Map<String, Object> SERVER = new HashMap<>(
            Map.of("track.token", "secret-token", "logging.level.com.example", "DEBUG", "track.static-context", "env=1"));

    public static void main(String[] args) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        ConfigurableApplicationContext context = SpringApplication.run(CloudApplication.class, args);
        for (String command = "start"; command != null; command = commands.readLine()) {
            if (command.startsWith("refresh ")) {
                SERVER.put("track.static-context", command.substring("refresh ".length()));
                context.getBean(ContextRefresher.class).refresh();
            } else if (!command.equals("start")) {
                context.getBean(Shop.class).obey(command);
            }
            System.out.println("done: " + command);
        }
    }

    @Bean
    Shop shop() {
        return new Shop(0);
    }

    /** Named in {@code spring.cloud.bootstrap.sources}. */
    @Configuration(proxyBeanMethods = false)
    public static class Locator implements PropertySourceLocator {
        @Override
        public PropertySource<?> locate(Environment environment) {
            return new MapPropertySource("server", new HashMap<>(SERVER));
        }
    }
}
