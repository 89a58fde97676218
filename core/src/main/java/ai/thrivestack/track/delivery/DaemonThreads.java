// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;

import ai.thrivestack.track.OneLine;

/** Threads that do not keep the JVM alive and hold no web application's class loader. */
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

    /** One thread, started with the first task. */
    ScheduledThreadPoolExecutor timer(String suffix) {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named(suffix));
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    DaemonThreads named(String suffix) {
        return new DaemonThreads(name + suffix);
    }
}
