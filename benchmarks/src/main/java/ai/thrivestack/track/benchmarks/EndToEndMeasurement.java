// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** From the first call of many, one after the other on one thread, until all events are there. */
final class EndToEndMeasurement {
    private static final int WARMUPS = 2;
    private static final long AT_MOST_MILLIS = 90_000;

    private EndToEndMeasurement() {}

    static void run(Callable<Workload> start) throws Exception {
        int events = Integer.getInteger("events", 500_000);
        int warmup = Math.min(events, 100_000);
        Orders.make(WARMUPS * warmup + events);
        Measurement.reset();
        Measurement.delay(Integer.getInteger("delayMillis", 0));
        Workload workload = start.call();
        workload.enter();
        int done = 0;
        for (int i = 0; i < WARMUPS; i++) {
            done = log(workload, done, warmup);
            workload.flush();
            Measurement.awaitUnique(done, AT_MOST_MILLIS);
        }
        long before = Measurement.awaitUnique(0, 0);
        System.gc();
        long start0 = System.nanoTime();
        long cpu = Measurement.cpuNanos();
        done = log(workload, done, events);
        workload.flush();
        long arrived = Measurement.awaitUnique(before + events, AT_MOST_MILLIS) - before;
        double seconds = (System.nanoTime() - start0) / (double) TimeUnit.SECONDS.toNanos(1);
        double cpuMicros = (Measurement.cpuNanos() - cpu) / 1_000.0;
        Measurement.figure("events/s", arrived / seconds);
        Measurement.figure("cpu", cpuMicros / arrived);
        Measurement.figure("lost", events - arrived);
        Measurement.figure("peakMB", Measurement.peakMegabytes());
        workload.close();
    }

    private static int log(Workload workload, int from, int number) {
        for (int i = from; i < from + number; i++) {
            workload.call(i);
        }
        return from + number;
    }
}
