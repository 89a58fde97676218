// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * What waits in a spool: a first process logs it while nothing listens, and exits; then this one starts its appender, and
 * delivers what it finds.
 */
final class SpoolMeasurement {
    /** Where nothing listens. */
    private static final String NOWHERE = "-Dsink=9";

    private static final long AT_MOST_MILLIS = 90_000;

    private SpoolMeasurement() {}

    static void run(Callable<Workload> start, String workloadName) throws Exception {
        int events = Integer.getInteger("events");
        runFirst(workloadName);
        Measurement.reset();
        long begin = System.nanoTime();
        Workload workload = start.call();
        Measurement.figure("startMillis", millisSince(begin));
        long arrived = Measurement.awaitUnique(events, AT_MOST_MILLIS);
        Measurement.figure("deliveredMillis", millisSince(begin));
        Measurement.figure("lost", events - arrived);
        Measurement.figure("peakMB", Measurement.peakMegabytes());
        workload.close();
    }

    private static double millisSince(long begin) {
        return (System.nanoTime() - begin) / (double) TimeUnit.MILLISECONDS.toNanos(1);
    }

    private static void runFirst(String workloadName) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(Fork.javaOf(Path.of(System.getProperty("java.home")))));
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of(
                NOWHERE,
                "-DshutdownTimeout=0ms",
                "-cp",
                System.getProperty("java.class.path"),
                Measurement.class.getName(),
                "spool-fill",
                workloadName));
        Process first = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        if (first.waitFor() != 0) {
            throw new IllegalStateException("the first process failed");
        }
    }

    /** What the first process does. */
    static void fill(Workload workload) {
        int events = Integer.getInteger("events");
        Orders.make(events);
        workload.enter();
        for (int order = 0; order < events; order++) {
            workload.call(order);
        }
        workload.close();
    }
}
