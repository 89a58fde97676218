// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/** From the first of many calls, one after the other on one thread, until all events are there. */
final class EndToEndMeasurement {
    private static final int WARMUP_EVENTS = 200_000;
    private static final long AT_MOST_MILLIS = 90_000;
    /** It is done again until so much time has passed; the fastest take a tenth of a second for it. */
    private static final long AT_LEAST_NANOS = TimeUnit.MILLISECONDS.toNanos(Integer.getInteger("atLeastMillis", 0));

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
        int delayMillis = Integer.getInteger("delayMillis", 0);
        if (delayMillis > 0) { // last, since the compiler needs calls and not time; but the threads wait elsewhere then
            Measurement.delay(delayMillis);
            deliver(workload, Math.min(events, WARMUP_EVENTS));
        }
        System.gc();
        long begin = System.nanoTime();
        long cpu = Measurement.cpuNanos();
        long called = 0;
        long arrived = 0;
        do {
            arrived += deliver(workload, events);
            called += events;
        } while (System.nanoTime() - begin < AT_LEAST_NANOS);
        double seconds = (System.nanoTime() - begin) / (double) TimeUnit.SECONDS.toNanos(1);
        double cpuMicros = (Measurement.cpuNanos() - cpu) / 1_000.0;
        Measurement.figure("events/s", arrived / seconds);
        Measurement.figure("cpu", cpuMicros / arrived);
        Measurement.figure("lost", called - arrived);
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
