// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.report;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs tasks without a delay on its one thread. Runs tasks with a delay on the same thread when the test calls {@link
 * #run}.
 */
final class ManualTimer extends ScheduledThreadPoolExecutor {
    private final List<Runnable> tasks = new ArrayList<>();
    private final List<Long> delays = new ArrayList<>();

    ManualTimer() {
        super(1);
    }

    @Override
    public synchronized ScheduledFuture<?> schedule(Runnable task, long delay, TimeUnit unit) {
        if (delay == 0) {
            return super.schedule(task, delay, unit);
        }
        if (isShutdown()) {
            throw new RejectedExecutionException();
        }
        tasks.add(task);
        delays.add(unit.toMillis(delay));
        return null;
    }

    /** The delays of the waiting tasks, in milliseconds. */
    synchronized List<Long> delays() {
        return new ArrayList<>(delays);
    }

    void run() {
        List<Runnable> due;
        synchronized (this) {
            due = new ArrayList<>(tasks);
            tasks.clear();
            delays.clear();
        }
        due.forEach(this::execute);
        await();
    }

    /** Returns when all tasks without a delay have run. */
    void await() {
        try {
            submit(() -> {}).get(30, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }
}
