// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

/** The JVM's shutdown hooks, which can be neither added nor removed once the JVM is on its way out. */
final class ExitHooks {
    private ExitHooks() {}

    static Thread thread(String name, Runnable action) {
        Thread thread = new Thread(action, OneLine.of(name));
        thread.setContextClassLoader(null); // a hook lives as long as the JVM and must not keep a web application
        return thread;
    }

    static void add(Thread hook) {
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // stop() is then the only end there is
        }
    }

    static void remove(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyEnding) {
            // the hook is running, or has run
        }
    }
}
