// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.pipeline;

import java.util.Arrays;

/**
 * Tells what the current thread is doing. A framework stops an appender by the same call at the end of its context, for a
 * reload and inside a log call; only the stack shows which it is. Takes microseconds, so it is for starts and stops only.
 */
public final class CallStack {
    private CallStack() {}

    /** In Logback or Log4j2; also true in a purge, in which Log4j2's Routing removes an unused appender. */
    public static boolean isInsideALogCall() {
        return isInside("ch.qos.logback.core.", "doAppend", "appendLoopOnAppenders")
                || isInside("org.apache.logging.log4j.core.", "append", "deleteAppender");
    }

    /** True if the thread is inside one of these methods of a class whose full name has this prefix. */
    public static boolean isInside(String classPrefix, String... methods) {
        return Arrays.stream(Thread.currentThread().getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(classPrefix)
                        && Arrays.asList(methods).contains(frame.getMethodName()));
    }
}
