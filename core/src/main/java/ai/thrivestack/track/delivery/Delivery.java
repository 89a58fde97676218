// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.time.Duration;
import java.util.function.Consumer;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.TrackCounts;
import ai.thrivestack.track.TrackOptions;

/** The way from an event's bytes to the API: the buffer, the worker that empties it, and the account. Thread-safe. */
public final class Delivery {
    /** A longer wait is no longer a number of nanoseconds that can be added to a time. */
    private static final Duration LONGEST_WAIT = Duration.ofDays(365);

    private final Ledger ledger = new Ledger();
    private final EventBuffer buffer;
    private final Transport transport;
    private final Diagnostics diagnostics;
    private final DeliveryWorker worker;

    public Delivery(String appender, TrackOptions options, Consumer<String> reports) {
        DaemonThreads threads = new DaemonThreads("track-" + appender);
        diagnostics = new Diagnostics(reports);
        buffer = new MemoryBuffer(options, ledger);
        transport = new HttpTransport(options, new Credentials(options), threads);
        worker = new DeliveryWorker(options, buffer, transport, diagnostics, threads);
    }

    public void start() {
        worker.start();
    }

    /** Leaves an event for delivery, or counts it as dropped. */
    public void accept(byte[] event) {
        int waiting = buffer.offer(event);
        if (waiting > 0) {
            worker.offered(waiting);
        } else {
            report(buffer.isClosed() ? Loss.SHUTDOWN : Loss.BUFFER_FULL, event.length + " bytes");
        }
    }

    /**
     * Counts a record that gives no event.
     *
     * @param event what there is of it, null if there is nothing
     */
    public void reject(Loss loss, String detail, byte[] event) {
        ledger.lostAtOnce(loss);
        report(loss, detail);
    }

    /** Passes on a sentence for developers, each at once and once. */
    public void hint(String sentence) {
        diagnostics.report(sentence, sentence);
        worker.wake();
    }

    private void report(Loss loss, String detail) {
        if (diagnostics.report(
                loss.name(), (loss.isRejected() ? "rejected" : "dropped") + " an event, " + loss + ": " + detail)) {
            worker.wake();
        }
    }

    public TrackCounts counts() {
        return ledger.counts(buffer);
    }

    /** See {@link ai.thrivestack.track.TrackPipeline#flush}. */
    public boolean flush(Duration timeout) {
        long deadline = deadline(timeout);
        worker.beginWait();
        try {
            return buffer.awaitSettled(buffer.offered(), deadline);
        } finally {
            worker.endWait();
        }
    }

    /** A flush without end: what is logged from now on does not wait for company. */
    public void flushAtExit(Duration timeout) {
        long deadline = deadline(timeout);
        worker.beginWait();
        buffer.awaitSettled(buffer.offered(), deadline);
        TrackCounts counts = counts();
        if (counts.pending() > 0) {
            diagnostics.say(counts.pending() + " events are undelivered as the JVM exits: " + counts);
        }
    }

    private static long deadline(Duration timeout) {
        return System.nanoTime() + (timeout.compareTo(LONGEST_WAIT) < 0 ? timeout : LONGEST_WAIT).toNanos();
    }

    public void close(Duration timeout) {
        flush(timeout);
        worker.stop();
        transport.close();
        long lost = buffer.close();
        diagnostics.emitAll();
        if (lost > 0) {
            diagnostics.say(lost + " events are undelivered at shutdown: " + counts());
        }
    }
}
