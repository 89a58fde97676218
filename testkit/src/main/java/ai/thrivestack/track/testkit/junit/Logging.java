// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

/**
 * Starts Logback and Log4j2, whichever are there, as the application's first log call would: an appender that does not
 * run yet could neither be flushed nor found missing. By name, since either may be absent.
 */
final class Logging {

    /** Built at run time: packaging, which relocates what is bundled, would rewrite a constant. */
    private static final String SLF4J = String.join(".", "org", "slf4j", "LoggerFactory");

    private Logging() {}

    static void start() {
        call("ch.qos.logback.classic.LoggerContext", SLF4J, "getILoggerFactory");
        call("org.apache.logging.log4j.core.LoggerContext", "org.apache.logging.log4j.LogManager", "getContext");
    }

    private static void call(String condition, String type, String method) {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        try {
            Class.forName(condition, false, loader);
            Class.forName(type, true, loader).getMethod(method).invoke(null);
        } catch (ReflectiveOperationException | LinkageError absent) {
            // Then nothing is logged through it.
        }
    }
}
