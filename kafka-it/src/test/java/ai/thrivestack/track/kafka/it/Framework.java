// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.it;

/** A logging framework. Warnings go to the console, marked events to our appender alone. */
enum Framework {
    LOGBACK(
            "logback",
            "<configuration>\n"
                    + "<appender name=\"CONSOLE\" class=\"ch.qos.logback.core.ConsoleAppender\">"
                    + "<filter class=\"ch.qos.logback.classic.filter.ThresholdFilter\"><level>WARN</level></filter>"
                    + "<encoder><pattern>%%level %%logger %%msg%%n</pattern></encoder></appender>\n"
                    + "%s"
                    + "<root level=\"INFO\"><appender-ref ref=\"CONSOLE\"/><appender-ref ref=\"TRACK\"/></root>\n"
                    + "</configuration>\n"),
    LOG4J2(
            "log4j2",
            "<Configuration>\n<Appenders>\n"
                    + "<Console name=\"CONSOLE\"><PatternLayout pattern=\"%%level %%logger %%msg%%n\"/></Console>\n"
                    + "%s"
                    + "</Appenders>\n<Loggers><Root level=\"INFO\">"
                    + "<AppenderRef ref=\"CONSOLE\" level=\"WARN\"/><AppenderRef ref=\"TRACK\"/>"
                    + "</Root></Loggers>\n</Configuration>\n");

    private final String id;
    private final String frame;

    Framework(String id, String frame) {
        this.id = id;
        this.frame = frame;
    }

    /** Of the page's sample, and of the directory in example with the framework's jars. */
    String id() {
        return id;
    }

    /** A whole configuration file around the appender. */
    String configuration(String appender) {
        return String.format(frame, appender);
    }

    /** An option as the appender's element has it, to be put among the others. */
    String option(String name, String value) {
        return this == LOGBACK ? "<" + name + ">" + value + "</" + name + ">" : name + "=\"" + value + "\"";
    }

    /** The appender with one more option. */
    String with(String appender, String name, String value) {
        String option = option(name, value);
        return this == LOGBACK
                ? appender.replace("</appender>", option + "</appender>")
                : appender.replace("/>", " " + option + "/>");
    }
}
