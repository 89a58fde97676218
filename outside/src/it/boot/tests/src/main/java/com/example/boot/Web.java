// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** Runs a web application that answers commands from the standard input, beside requests. */
final class Web {
    private Web() {}

    /** @param other what is done at any command but {@code account} */
    static void run(Class<?> application, String[] args, Runnable other) throws IOException, JMException {
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in));
        ConfigurableApplicationContext context = SpringApplication.run(application, args);
        System.out.println("port: " + context.getEnvironment().getProperty("local.server.port"));
        System.out.println("done: start");
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            if (command.equals("account")) {
                System.out.println("account: " + account());
            } else {
                other.run();
            }
            System.out.println("done: " + command);
        }
    }

    /** By JMX, once what has been logged is settled. */
    private static Object account() throws JMException {
        MBeanServer beans = ManagementFactory.getPlatformMBeanServer();
        ObjectName appender = beans.queryNames(new ObjectName("ai.thrivestack.track:type=TrackAppender,*"), null)
                .iterator()
                .next();
        beans.invoke(appender, "flush", new Object[] {30_000L}, new String[] {"long"});
        return beans.getAttribute(appender, "Account");
    }
}
