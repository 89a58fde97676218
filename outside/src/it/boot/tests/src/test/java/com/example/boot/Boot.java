// SPDX-License-Identifier: Apache-2.0
package com.example.boot;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Each generation of Boot with each framework. */
enum Boot {
    LOGBACK_2_7,
    LOGBACK_3_5,
    LOGBACK_4_0,
    LOG4J2_2_7,
    LOG4J2_3_5,
    LOG4J2_4_0;

    private static final String LOGBACK = "<configuration><appender name='CONSOLE'"
            + " class='ch.qos.logback.core.ConsoleAppender'><encoder><pattern>%%level %%logger %%msg%%n</pattern>"
            + "</encoder></appender><appender name='TRACK' class='ai.thrivestack.track.logback.TrackAppender'>%s"
            + "</appender><root level='INFO'><appender-ref ref='CONSOLE'/><appender-ref ref='TRACK'/></root>"
            + "</configuration>";

    private static final String LOG4J2 = "<Configuration><Appenders><Console name='CONSOLE'>"
            + "<PatternLayout pattern='%%level %%logger %%msg%%n'/></Console><Track name='TRACK' %s/></Appenders>"
            + "<Loggers><Root level='INFO'><AppenderRef ref='CONSOLE'/><AppenderRef ref='TRACK'/></Root></Loggers>"
            + "</Configuration>";

    /** Each generation once, where the framework matters less; in a run of more rounds all. */
    static List<Boot> oneOfEach() {
        boolean all = Integer.getInteger("boot.rounds") > 2;
        return all ? List.of(values()) : List.of(LOGBACK_2_7, LOG4J2_3_5, LOGBACK_4_0);
    }

    /** Each generation, and both frameworks where Log4j2 is more than of old. */
    static List<Boot> allButTheOldest() {
        return Arrays.stream(values()).filter(boot -> boot != LOG4J2_2_7).collect(Collectors.toList());
    }

    boolean isLogback() {
        return name().startsWith("LOGBACK");
    }

    /** Logback 1.2 calls an element that it does not know an error, and Boot does not start then. */
    boolean refusesUnknownOptions() {
        return this == LOGBACK_2_7;
    }

    String classPath() throws IOException {
        return classPath(module());
    }

    private String module() {
        return name().toLowerCase(Locale.ROOT).replaceFirst("_", "-").replace('_', '.');
    }

    /** That of the web application, with this framework in Logback's place, and the starter. */
    String webClassPath() throws IOException {
        String web = classPath(module().replaceFirst(".*-", "web-"));
        if (isLogback()) {
            return web;
        }
        return Arrays.stream(web.split(File.pathSeparator))
                        .filter(jar -> !jar.matches(".*/(logback-(core|classic)|log4j-to-slf4j)/.*"))
                        .collect(Collectors.joining(File.pathSeparator))
                + File.pathSeparator
                + classPath();
    }

    /** The starter brings the appenders for both frameworks; the one of this framework is there anyway. */
    String classPathWithStarter() throws IOException {
        return classPath() + File.pathSeparator + classPath("starter");
    }

    /** @param file the module's name */
    static String classPath(String file) throws IOException {
        return Files.readString(Path.of(System.getProperty("class.paths"), file));
    }

    /** The file that this framework looks for itself, and Boot, too. */
    String fileName() {
        return isLogback() ? "logback.xml" : "log4j2.xml";
    }

    /** The console alone, each line with this in front; the file is read again when it changes. */
    String watchedConfiguration(String mark) {
        return isLogback()
                ? "<configuration scan='true' scanPeriod='100 milliseconds'><appender name='CONSOLE'"
                        + " class='ch.qos.logback.core.ConsoleAppender'><encoder><pattern>" + mark
                        + " %msg%n</pattern></encoder></appender>"
                        + "<root level='INFO'><appender-ref ref='CONSOLE'/></root></configuration>"
                : "<Configuration monitorInterval='1'><Appenders><Console name='CONSOLE'><PatternLayout pattern='"
                        + mark + " %msg%n'/></Console></Appenders><Loggers><Root level='INFO'>"
                        + "<AppenderRef ref='CONSOLE'/></Root></Loggers></Configuration>";
    }

    /** The console, our appender with these options, and nothing else. */
    String configuration(Map<String, String> options) {
        return String.format(
                isLogback() ? LOGBACK : LOG4J2,
                options.entrySet().stream()
                        .map(option -> String.format(
                                isLogback() ? "<%1$s>%2$s</%1$s>" : "%s='%s' ", option.getKey(), option.getValue()))
                        .collect(Collectors.joining()));
    }
}
