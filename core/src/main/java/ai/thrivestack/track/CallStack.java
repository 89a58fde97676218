// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.Arrays;

/**
 * What the current thread is doing. A framework stops an appender by the same call at the end of its context, for a
 * reload and from inside a log call; only the stack tells them apart. Takes microseconds: for starts and stops alone.
 */
public final class CallStack {
    private CallStack() {}

    /** In either framework; or inside a purge, in which Log4j2's Routing drops an unused appender. */
    public static boolean isInsideALogCall() {
        return isInside("ch.qos.logback.core.", "doAppend", "appendLoopOnAppenders")
                || isInside("org.apache.logging.log4j.core.", "append", "deleteAppender");
    }

    /** True if the thread is inside one of these methods, of a class whose full name begins so. */
    public static boolean isInside(String classPrefix, String... methods) {
        return Arrays.stream(Thread.currentThread().getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith(classPrefix)
                        && Arrays.asList(methods).contains(frame.getMethodName()));
    }
}
