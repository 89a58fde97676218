// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

import ai.thrivestack.track.OneLine;

/** The JVM's shutdown hooks, which can be neither added nor removed once the JVM exits. */
final class ExitHooks {
    private static final Thread PROBE = thread("track-probe", () -> {});
    private static final Pattern HOOK = Pattern.compile("(?i)shutdown[ _-]?hook");
    /** The JVM starts the hooks one after the other; on an idle machine this takes less than a millisecond. */
    private static final long LONGEST_START_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    /** Longer than the 30 seconds that Spring Boot gives its requests to end. */
    private static final long LONGEST_JOIN_NANOS = TimeUnit.SECONDS.toNanos(35);

    private ExitHooks() {}

    static Thread thread(String name, Runnable action) {
        Thread thread = new Thread(action, OneLine.of(name));
        thread.setContextClassLoader(null); // a hook lives as long as the JVM and must not hold a web application
        return thread;
    }

    static boolean isJvmExiting() {
        try {
            Runtime.getRuntime().removeShutdownHook(PROBE);
            return false;
        } catch (IllegalStateException exiting) {
            return true;
        }
    }

    /** @return false if the JVM is exiting */
    static boolean add(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
            return true;
        } catch (IllegalStateException exiting) {
            return false;
        }
    }

    static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException exiting) {
            // the hook is running, or has run
        }
    }

    /**
     * On a hook's thread: waits for the other hooks whose thread or class has "shutdown hook" in its name, such as Spring's
     * and Tomcat's. The JVM waits for them anyway, and what they log can be delivered together.
     */
    static void joinOthers() {
        long deadline = System.nanoTime() + LONGEST_JOIN_NANOS;
        awaitAllStarted();
        for (Thread thread : threads()) {
            if (thread != null && isHook(thread)) {
                join(thread, deadline - System.nanoTime());
            }
        }
    }

    /** Waits until the JVM has started all hooks and waits for them. The JVM does not tell, so this polls its stacks. */
    private static void awaitAllStarted() {
        long deadline = System.nanoTime() + LONGEST_START_NANOS;
        while (deadline - System.nanoTime() > 0
                && Thread.getAllStackTraces().values().stream().noneMatch(stack -> isExiting(stack, true))) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    /** If this is the stack of the thread that exits the JVM. @param joins only if that thread already waits for the hooks */
    private static boolean isExiting(StackTraceElement[] stack, boolean joins) {
        boolean isJoining = false;
        for (StackTraceElement frame : stack) {
            isJoining |= frame.getMethodName().equals("join");
            if (frame.getClassName().equals("java.lang.ApplicationShutdownHooks")) {
                return isJoining || !joins;
            }
        }
        return false;
    }

    /** All threads, also those without a stack, which have not run any code yet. The last elements are null. */
    private static Thread[] threads() {
        ThreadGroup all = Thread.currentThread().getThreadGroup();
        while (all.getParent() != null) {
            all = all.getParent();
        }
        Thread[] threads = new Thread[2 * all.activeCount() + 100];
        all.enumerate(threads);
        return threads;
    }

    /** Not the thread that has called System.exit, which waits for us. */
    private static boolean isHook(Thread thread) {
        return !thread.isDaemon()
                && thread != Thread.currentThread()
                && !thread.getName().startsWith("track-")
                && HOOK.matcher(thread.getName() + ' ' + thread.getClass().getName())
                        .find()
                && !isExiting(thread.getStackTrace(), false);
    }

    private static void join(Thread thread, long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
