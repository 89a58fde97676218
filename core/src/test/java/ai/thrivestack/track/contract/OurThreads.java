// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.contract;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** The threads of the appenders in this JVM. What an appender leaves to the background is there until they end. */
final class OurThreads {
    /** Those that were told: a second test need not wait, and is not at fault. */
    private static final Set<Thread> STUCK = ConcurrentHashMap.newKeySet();

    private OurThreads() {}

    static List<Thread> all() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("track-"))
                .filter(thread -> !thread.getName().startsWith("track-server-"))
                .filter(thread -> !STUCK.contains(thread))
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
            if (thread.isAlive() && STUCK.add(thread)) {
                throw new AssertionError(thread + " does not end: " + Arrays.toString(thread.getStackTrace()));
            }
        }
    }
}
