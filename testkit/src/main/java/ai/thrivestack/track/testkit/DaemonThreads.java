// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Numbered daemon threads, which keep neither the JVM alive nor anybody's class loader. */
final class DaemonThreads implements ThreadFactory {

    private final String name;
    private final AtomicInteger number = new AtomicInteger();

    DaemonThreads(String name) {
        this.name = name;
    }

    @Override
    public Thread newThread(Runnable task) {
        Thread thread = new Thread(task, name + "-" + number.getAndIncrement());
        thread.setDaemon(true);
        thread.setContextClassLoader(null);
        return thread;
    }
}
