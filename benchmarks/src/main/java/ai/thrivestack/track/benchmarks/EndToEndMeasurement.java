// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** From the first call of many, one after the other on one thread, until all events are there. */
final class EndToEndMeasurement {
    private static final int WARMUP_EVENTS = 200_000;
    private static final long AT_MOST_MILLIS = 90_000;

    private EndToEndMeasurement() {}

    static void run(Callable<Workload> start) throws Exception {
        int events = Integer.getInteger("events", 500_000);
        Orders.make(events);
        Workload workload = start.call();
        workload.enter();
        Warmup warmup = new Warmup();
        while (warmup.goesOn()) {
            deliver(workload, Math.min(events, WARMUP_EVENTS));
        }
        Measurement.delay(Integer.getInteger("delayMillis", 0)); // not before: the compiler needs calls, not time
        System.gc();
        long begin = System.nanoTime();
        long cpu = Measurement.cpuNanos();
        long arrived = deliver(workload, events);
        double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
        double cpuMicros = (Measurement.cpuNanos() - cpu) / 1_000.0;
        Measurement.figure("events/s", arrived / seconds);
        Measurement.figure("cpu", cpuMicros / arrived);
        Measurement.figure("lost", events - arrived);
        Measurement.figure("peakMB", Measurement.peakMegabytes());
        workload.close();
    }

    /** @return how many have arrived */
    private static long deliver(Workload workload, int number) throws IOException {
        Measurement.reset();
        for (int order = 0; order < number; order++) {
            workload.call(order);
        }
        workload.flush();
        return Measurement.awaitUnique(number, AT_MOST_MILLIS);
    }
}
