// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.Given;
import ai.thrivestack.track.TrackOptions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A worker with everything around it, and a transport that does as it is told. */
final class WorkerBench {
    final FakeTransport transport = new FakeTransport();
    final Ledger ledger = new Ledger();
    final EventBuffer buffer;
    final DeliveryWorker worker;
    final Diagnostics diagnostics;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    Thread thread;

    WorkerBench(String... options) {
        TrackOptions given = Given.options(options);
        buffer = new EventBuffer(given, ledger, Events.UNHEARD);
        diagnostics = new Diagnostics(said::add);
        worker = new DeliveryWorker(
                new Settings(given, transport),
                buffer,
                Events.losses(diagnostics),
                diagnostics,
                task -> thread = new Thread(task, "worker"));
    }

    void offer(String... names) {
        for (String name : names) {
            int waiting = buffer.offer(Events.named(name));
            assertTrue(waiting > 0);
            worker.offered(waiting);
        }
    }

    /** As {@link Delivery#flush}. */
    boolean flush(Duration timeout) {
        long deadline = System.nanoTime() + timeout.toNanos();
        worker.beginWait();
        try {
            return buffer.awaitSettled(buffer.offered(), deadline);
        } finally {
            worker.endWait();
        }
    }

    /** Returns when the worker has looked at the buffer once more, and was not busy with a batch then. */
    void awaitRound() throws InterruptedException {
        for (String kind : new String[] {"round begins", "round is over"}) {
            diagnostics.report(kind, kind);
            worker.wake();
            assertEquals(kind, awaitSaid());
        }
    }

    String awaitSaid() throws InterruptedException {
        return said.poll(10, TimeUnit.SECONDS);
    }

    void assertEnds() throws InterruptedException {
        thread.join(TimeUnit.SECONDS.toMillis(10));
        assertFalse(thread.isAlive());
    }

    void assertCounts(String counts) {
        assertEquals(counts, ledger.counts(buffer).toString());
    }
}
