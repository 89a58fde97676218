// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/** Goes on until the compiler has little left to do: on two cores it would be most of what is measured. */
final class Warmup {
    private static final int AT_LEAST = 3;
    private static final int AT_MOST = 20;
    private static final long LITTLE_MILLIS = 20;

    private final CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
    private long compiled;
    private int rounds;

    boolean goesOn() {
        long now = compiler.getTotalCompilationTime();
        boolean isQuiet = now - compiled < LITTLE_MILLIS;
        compiled = now;
        return rounds++ < AT_LEAST || !isQuiet && rounds <= AT_MOST;
    }
}
