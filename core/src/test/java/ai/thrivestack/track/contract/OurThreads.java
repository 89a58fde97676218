// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The threads of the appenders in this JVM. What an appender leaves to the background is there until they end. */
final class OurThreads {
    private OurThreads() {}

    static List<Thread> all() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("track-"))
                .filter(thread -> !thread.getName().startsWith("track-server-"))
                .collect(Collectors.toList());
    }

    static void awaitEnd() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        for (Thread thread : all()) {
            try {
                TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadline - System.nanoTime()));
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            if (thread.isAlive()) {
                throw new AssertionError(thread + " does not end");
            }
        }
    }
}
