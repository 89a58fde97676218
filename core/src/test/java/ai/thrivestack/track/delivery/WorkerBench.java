// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.FakeReports;
import ai.thrivestack.track.Given;
import ai.thrivestack.track.TrackOptions;
import ai.thrivestack.track.buffer.EventBuffer;
import ai.thrivestack.track.buffer.Events;
import ai.thrivestack.track.buffer.Ledger;
import ai.thrivestack.track.report.Diagnostics;
import ai.thrivestack.track.transport.Transport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A worker with all that it needs, and a transport that the test controls. */
final class WorkerBench {
    final FakeTransport transport = new FakeTransport();
    final Ledger ledger = new Ledger();
    final EventBuffer buffer;
    final DeliveryWorker worker;
    final Diagnostics diagnostics;
    private final BlockingQueue<String> said = new LinkedBlockingQueue<>();
    Thread thread;
    private int rounds;

    WorkerBench(String... options) {
        this(null, options);
    }

    /** @param other takes the place of {@link #transport}; null if nothing does */
    WorkerBench(Transport other, String... options) {
        TrackOptions given = Given.options(options);
        buffer = new EventBuffer(given, ledger, Events.UNHEARD);
        diagnostics = new Diagnostics("TEST", new FakeReports(said::add), said::add, this::wake);
        worker = new DeliveryWorker(
                new Settings(given, other == null ? transport : other),
                buffer,
                Events.losses(diagnostics),
                diagnostics,
                task -> thread = new Thread(task, "worker"),
                task -> new Thread(task, "sender"));
    }

    void wake() {
        worker.wake();
    }

    void offer(String... names) {
        for (String name : names) {
            int waiting = Events.offer(buffer, Events.named(name));
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

    /** Returns when the worker has looked at the buffer once more. Other reports are not kept. */
    void awaitRound() throws InterruptedException {
        for (int i = 0; i < 2; i++) { // the first may have begun before
            String kind = "round " + ++rounds;
            diagnostics.report(kind, kind);
            worker.wake();
            String heard;
            do {
                heard = awaitSaid();
                assertNotNull(heard);
            } while (!heard.equals(kind));
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
        assertEquals(counts, buffer.counts().toString());
    }
}
