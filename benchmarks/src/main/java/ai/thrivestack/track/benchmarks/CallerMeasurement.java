// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import com.sun.management.ThreadMXBean;

/**
 * What a call costs the thread that makes it, in nanoseconds, and in bytes that it allocates. Steady: at a rate, the
 * calls of a millisecond one after the other, then a pause; the caches are cold, as in an application. Burst: as fast as
 * it goes, several times. The clock's own time is in every figure.
 */
final class CallerMeasurement {
    private static final int ORDERS = 1 << 17;
    private static final long DRAIN_MILLIS = 60_000;
    private static final double WARMUP_SECONDS = 2;
    private static final int WARMUP_BURSTS = 4;
    /** One takes 50 ms: too little for a figure. */
    private static final int BURSTS = 5;

    private final Workload workload;
    private final boolean delivers = Boolean.getBoolean("delivers");
    private final int rate = Integer.getInteger("rate", 20_000);
    private final int burst = Integer.getInteger("burst", 50_000);
    private final double seconds = Double.parseDouble(System.getProperty("seconds", "6"));
    private long calls;

    private CallerMeasurement(Workload workload) {
        this.workload = workload;
    }

    private record Series(long[] nanos, double bytes) {}

    static void run(Workload workload) throws Exception {
        Orders.make(ORDERS);
        new CallerMeasurement(workload).run();
    }

    private void run() throws Exception {
        Measurement.reset();
        Warmup warmup = new Warmup();
        while (warmup.goesOn()) {
            burst(1, WARMUP_BURSTS * burst);
            drain();
            burst(4, burst); // else the first burst that is measured meets code that has never seen two threads at once
            drain();
        }
        steady(4, WARMUP_SECONDS);
        steady(1, WARMUP_SECONDS);
        drain();
        for (int threads : new int[] {1, 4}) {
            report("steady" + threads, steady(threads, seconds));
            drain();
        }
        for (int threads : new int[] {1, 4}) {
            List<Series> all = new ArrayList<>();
            for (int i = 0; i < BURSTS; i++) {
                all.addAll(burst(threads, burst));
                drain();
            }
            report("burst" + threads, all);
        }
        Measurement.figure("lost", delivers ? calls - Measurement.awaitEvents(calls, 0) : 0);
        workload.close();
    }

    private void drain() throws Exception {
        workload.flush();
        if (delivers) {
            Measurement.awaitEvents(calls, DRAIN_MILLIS);
        } else {
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private static void report(String name, List<Series> ofThreads) {
        long[] all = ofThreads.stream()
                .flatMapToLong(series -> Arrays.stream(series.nanos))
                .sorted()
                .toArray();
        Measurement.figure(name + ".mean", Arrays.stream(all).average().orElseThrow());
        Measurement.figure(name + ".p50", all[all.length / 2]);
        Measurement.figure(name + ".p99", all[(int) (all.length * 0.99)]);
        Measurement.figure(name + ".p99.9", all[(int) (all.length * 0.999)]);
        Measurement.figure(
                name + ".bytes",
                ofThreads.stream().mapToDouble(Series::bytes).average().orElseThrow());
    }

    private List<Series> steady(int threads, double seconds) throws Exception {
        int each = (int) (rate * seconds / threads);
        double perNano = rate / 1e9 / threads;
        return onThreads(threads, each, base -> {
            long[] nanos = new long[each];
            long start = System.nanoTime();
            for (int done = 0; done < each; ) {
                int due = (int) Math.min(each, (System.nanoTime() - start) * perNano);
                if (due <= done) {
                    LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
                }
                for (; done < due; done++) {
                    nanos[done] = timed(base + done);
                }
            }
            return nanos;
        });
    }

    private List<Series> burst(int threads, int number) throws Exception {
        int each = number / threads;
        return onThreads(threads, each, base -> {
            long[] nanos = new long[each];
            for (int i = 0; i < each; i++) {
                nanos[i] = timed(base + i);
            }
            return nanos;
        });
    }

    private long timed(int order) {
        long start = System.nanoTime();
        workload.call(order);
        return System.nanoTime() - start;
    }

    private interface Calls {
        long[] from(int base) throws Exception;
    }

    private List<Series> onThreads(int threads, int each, Calls loop) throws Exception {
        ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        CyclicBarrier start = new CyclicBarrier(threads);
        List<Callable<Series>> tasks = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            int base = (int) (calls % ORDERS) + thread * each;
            tasks.add(() -> {
                workload.enter();
                start.await();
                long before = bean.getCurrentThreadAllocatedBytes();
                long[] nanos = loop.from(base);
                // the array is ours
                double bytes = bean.getCurrentThreadAllocatedBytes() - before - 8.0 * nanos.length;
                return new Series(nanos, bytes / nanos.length);
            });
        }
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        List<Series> all = new ArrayList<>();
        for (Future<Series> each1 : executor.invokeAll(tasks)) {
            all.add(each1.get());
        }
        executor.shutdown();
        calls += (long) each * threads;
        return all;
    }
}
