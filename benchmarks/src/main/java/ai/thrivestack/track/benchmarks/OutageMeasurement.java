// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** 5,000 calls a second for 14 s, and nothing listens from the second second to the twelfth. Settings as they come. */
final class OutageMeasurement {
    private static final int RATE = 5_000;
    private static final int SECONDS = 14;
    private static final int DOWN_AFTER_SECONDS = 2;
    private static final long DOWN_MILLIS = 10_000;
    private static final long PATIENCE_MILLIS = 20_000;

    private OutageMeasurement() {}

    static void run(Callable<Workload> start) throws Exception {
        int events = RATE * SECONDS;
        Orders.make(events);
        Measurement.reset();
        Workload workload = start.call();
        workload.enter();
        long[] nanos = new long[events];
        long begin = System.nanoTime();
        boolean wentDown = false;
        for (int done = 0; done < events; ) {
            long passed = System.nanoTime() - begin;
            if (!wentDown && passed > TimeUnit.SECONDS.toNanos(DOWN_AFTER_SECONDS)) {
                wentDown = true;
                Measurement.goDown(DOWN_MILLIS);
            }
            int due = (int) Math.min(events, passed / 1e9 * RATE);
            if (due <= done) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
            for (; done < due; done++) {
                long before = System.nanoTime();
                workload.call(done);
                nanos[done] = System.nanoTime() - before;
            }
        }
        Measurement.awaitUnique(events, PATIENCE_MILLIS);
        Thread closing = new Thread(workload::close, "close"); // some never come back
        closing.setDaemon(true);
        closing.start();
        long arrived = Measurement.awaitUnique(events, PATIENCE_MILLIS);
        Arrays.sort(nanos);
        Measurement.figure("lost", events - arrived);
        Measurement.figure("p99", nanos[(int) (events * 0.99)]);
        Measurement.figure("worstMillis", nanos[events - 1] / 1e6);
        Measurement.figure("peakMB", Measurement.peakMegabytes());
    }
}
