// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * Goes on until the compiler has little left to do, which on two cores would be most of what is measured; or until the
 * seconds of the property {@code warmupSeconds} are over, since with a slow library the compiler is seldom quiet.
 */
final class Warmup {
    private static final int AT_LEAST = 3;
    private static final int AT_MOST = 20;
    private static final long LITTLE_MILLIS = 20;

    private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    private final long start = System.nanoTime();
    private final long most = TimeUnit.SECONDS.toNanos(Integer.getInteger("warmupSeconds", 3_600));
    private long compiled;
    private int rounds;

    boolean goesOn() {
        long now = compiler.getTotalCompilationTime();
        boolean isQuiet = now - compiled < LITTLE_MILLIS;
        compiled = now;
        boolean isLate = System.nanoTime() - start > most;
        return rounds++ < AT_LEAST || !isQuiet && !isLate && rounds <= AT_MOST;
    }
}
