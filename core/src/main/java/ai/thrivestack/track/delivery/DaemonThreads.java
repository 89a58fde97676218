// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.ThreadFactory;

import ai.thrivestack.track.OneLine;

/** Threads that let the JVM end and keep no web application's class loader. */
final class DaemonThreads implements ThreadFactory {
    private final String name;

    DaemonThreads(String name) {
        this.name = OneLine.of(name); // a log line may show it
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, name);
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }

    DaemonThreads named(String suffix) {
        return new DaemonThreads(name + suffix);
    }
}
