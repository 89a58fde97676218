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
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.management.ThreadMXBean;

/**
 * What a call costs the thread that makes it, in nanoseconds, and in bytes that it allocates. Steady: at a rate, the
 * calls of a millisecond one after the other, then a pause; the caches are cold, as in an application. Burst: as fast as
 * it goes, several times. The clock's own time is in every figure. The properties {@code steady} and {@code bursts} say on
 * how many threads, as in {@code 1,4}.
 */
final class CallerMeasurement {
    private static final int ORDERS = 1 << 17;
    private static final long DRAIN_MILLIS = 30_000;
    private static final long PAUSE_MILLIS = 200;
    private static final int WARMUP_BURSTS = 4;
    /** One takes 50 ms: too little for a figure. */
    private static final int BURSTS = 5;

    private final Workload workload;
    private final boolean delivers = Boolean.getBoolean("delivers");
    private final int rate = Integer.getInteger("rate", 20_000);
    private final int burst = Integer.getInteger("burst", 50_000);
    private final double seconds = Double.parseDouble(System.getProperty("seconds", "6"));
    private final double warmupSeconds = Double.parseDouble(System.getProperty("steadyWarmup", "2"));
    private final int[] steady = threads("steady");
    private final int[] bursts = threads("bursts");
    private long calls;
    private long lost;

    private CallerMeasurement(Workload workload) {
        this.workload = workload;
    }

    private static int[] threads(String property) {
        return Stream.of(System.getProperty(property, "1,4").split(","))
                .filter(number -> !number.isEmpty())
                .mapToInt(Integer::parseInt)
                .toArray();
    }

    private record Series(long[] nanos, double bytes) {}

    static void run(Workload workload) throws Exception {
        Orders.make(ORDERS);
        new CallerMeasurement(workload).run();
    }

    private void run() throws Exception {
        Measurement.reset();
        Warmup warmup = new Warmup();
        int most = IntStream.concat(Arrays.stream(steady), Arrays.stream(bursts))
                .max()
                .orElseThrow();
        while (warmup.goesOn()) {
            burst(1, WARMUP_BURSTS * burst);
            drain();
            // a first burst of several threads gives other figures than those after it
            burst(most, burst);
            drain();
        }
        for (int i = steady.length; i-- > 0; ) {
            steady(steady[i], warmupSeconds);
        }
        drain();
        for (int threads : steady) {
            report("steady" + threads, steady(threads, seconds));
            drain();
        }
        for (int threads : bursts) {
            List<Series> all = new ArrayList<>();
            for (int i = 0; i < BURSTS; i++) {
                all.addAll(burst(threads, burst));
                drain();
            }
            report(System.getProperty("burstName", "burst" + threads), all);
        }
        Measurement.figure("lost", lost);
        workload.close();
    }

    private void drain() throws Exception {
        workload.flush();
        if (delivers) {
            lost = calls - Measurement.awaitEvents(calls - lost, DRAIN_MILLIS); // what is lost is waited for once
        } else {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
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
