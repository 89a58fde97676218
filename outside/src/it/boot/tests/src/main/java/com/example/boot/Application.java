// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * An application that does what it reads, a command a line, and answers each when it is carried out. It returns from
 * main when there is nothing more to read.
 */
@Configuration(proxyBeanMethods = false)
public class Application {
    public static void main(String[] args) throws IOException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        ConfigurableApplicationContext context = SpringApplication.run(Application.class, args);
        for (String command = "start"; command != null; command = commands.readLine()) {
            if (command.equals("restart")) {
                context.close();
                context = SpringApplication.run(Application.class, args);
                context.getBean(Shop.class).signUp(1);
            } else if (command.startsWith("second ")) {
                ConfigurableApplicationContext first = context;
                context = SpringApplication.run(Application.class, command.substring("second ".length()));
                context.getBean(Shop.class).signUp(1);
                first.close();
            } else if (!command.equals("start")) {
                context.getBean(Shop.class).obey(command);
            }
            System.out.println("done: " + command);
        }
    }

    @Bean
    Shop shop(Environment environment) {
        return new Shop(environment.getProperty("farewell", Integer.class, 0));
    }
}
