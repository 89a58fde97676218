// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.function.LongSupplier;

import ai.thrivestack.track.buffer.EventBuffer;
import ai.thrivestack.track.report.Diagnostics;
import ai.thrivestack.track.report.LossReporter;

/**
 * What happens when the JVM exits: a shutdown hook waits until the events so far are settled; new events are still
 * taken. If another hook logs after that, its log call waits until the event is settled, since the JVM may halt when the
 * call returns. All these waits together take {@code shutdownTimeout} at most. Thread-safe.
 */
final class ExitDelivery {
    private final EventBuffer buffer;
    private final DeliveryWorker worker;
    private final LossReporter losses;
    private final Diagnostics diagnostics;
    private final LongSupplier timeoutNanos;
    private final Runnable end;

    private final Thread hook;
    private final ExitWait exitWait = new ExitWait();
    /** The exit hook may end at any moment. From then on the JVM can halt, unless a log call in a hook has not returned. */
    private volatile boolean isLastCall;

    /** @param end gives up what is not delivered; returns when delivery has ended */
    ExitDelivery(
            String appender,
            EventBuffer buffer,
            DeliveryWorker worker,
            LossReporter losses,
            Diagnostics diagnostics,
            LongSupplier timeoutNanos,
            Runnable end) {
        this.buffer = buffer;
        this.worker = worker;
        this.losses = losses;
        this.diagnostics = diagnostics;
        this.timeoutNanos = timeoutNanos;
        this.end = end;
        // Without configuration neither framework stops its appenders when the JVM exits.
        this.hook = ExitHooks.thread("track-" + appender + "-exit", this::flushAtExit);
    }

    void start() {
        isLastCall = !ExitHooks.add(hook);
    }

    void remove() {
        ExitHooks.remove(hook);
    }

    private void flushAtExit() {
        worker.beginClosing(System.nanoTime() + timeoutNanos.getAsLong());
        try {
            ExitHooks.joinOthers();
        } finally {
            deliver();
        }
    }

    /** On the thread that logs, after an event was kept or counted as lost. Waits if the JVM may halt when the call returns. */
    void accepted() {
        if (isLastCall) {
            try {
                deliver();
            } catch (Throwable unexpected) { // such as an OutOfMemoryError: the event is counted already
            }
        }
    }

    /** After a loss was reported, on the thread that lost it. */
    void told() {
        if (isLastCall) {
            losses.flush();
        }
    }

    /** Waits until what was logged before is settled, and reports what must be reported. */
    private void deliver() {
        isLastCall = true;
        LongSupplier left = () -> timeoutNanos.getAsLong() - exitWait.nanos(System.nanoTime());
        exitWait.begin(System.nanoTime());
        try {
            worker.beginClosing(System.nanoTime() + left.getAsLong());
            if (buffer.awaitOffered(left)) {
                worker.awaitRound(left.getAsLong());
                losses.flush();
                diagnostics.tellAtExit();
            } else {
                end.run();
            }
        } finally {
            exitWait.end(System.nanoTime());
        }
    }
}
