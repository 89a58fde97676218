// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import ai.thrivestack.track.FakeReports;
import ai.thrivestack.track.Given;
import ai.thrivestack.track.buffer.EventBuffer;
import ai.thrivestack.track.buffer.Events;
import ai.thrivestack.track.buffer.Ledger;
import ai.thrivestack.track.report.Diagnostics;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(60)
class HoldTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    @Test
    void hold_isQuiet_onlyInARoundWithoutRequests() {
        Hold hold = new Hold();
        hold.round(0);
        assertFalse(hold.isOn());
        hold.begin();
        assertTrue(hold.isOn());
        assertFalse(hold.awaitQuiet(0)); // a round before says nothing
        hold.round(1);
        assertFalse(hold.awaitQuiet(0));
        hold.round(0);
        assertTrue(hold.awaitQuiet(0));
        hold.begin(); // goes on
        assertTrue(hold.awaitQuiet(0));
        assertTrue(hold.end());
        assertFalse(hold.end());
        assertFalse(hold.isOn());
        hold.begin();
        assertFalse(hold.awaitQuiet(0));
    }

    @Test
    void flushInterval_goesOnDuringAHold() {
        AtomicLong now = new AtomicLong(SECOND);
        EventBuffer buffer =
                new EventBuffer(Given.options("flushInterval", "10s"), new Ledger(), Events.UNHEARD, now::get);
        Waits waits = new Waits();
        DeliveryPolicy policy = new DeliveryPolicy(
                new Settings(Given.options("flushInterval", "10s"), new FakeTransport()),
                buffer,
                Events.losses(new Diagnostics("TEST", new FakeReports(line -> {}), line -> {}, () -> {})),
                waits,
                new Backoff(),
                now.get());
        Events.offer(buffer, Events.named("a"));
        now.addAndGet(6 * SECOND);
        waits.hold.begin();
        now.addAndGet(4 * SECOND);
        assertNull(policy.next(now.get(), 0));
        assertFalse(policy.isOpen(now.get(), 0));
        assertTrue(policy.waitNanos(now.get(), 0) > 0, "the worker would not sleep");
        waits.hold.end();
        assertNotNull(policy.next(now.get(), 0));
    }

    @Test
    void worker_sendsNothingDuringAHold_andAtItsEndWhatIsDue() throws Exception {
        WorkerBench bench = new WorkerBench("batchSize", "1");
        bench.worker.start();
        bench.offer("a");
        bench.transport.awaitSent();
        assertTrue(bench.worker.hold(10 * SECOND));
        bench.offer("b", "c");
        bench.awaitRound();
        bench.transport.assertNothingMoreSent();
        bench.worker.endHold();
        assertEquals(2, bench.transport.awaitSent().events());
        bench.worker.stop();
        bench.assertEnds();
    }

    @Test
    void hold_waitsForTheRequestInFlight() throws Exception {
        HeldTransport transport = new HeldTransport();
        WorkerBench bench = new WorkerBench(transport, "batchSize", "1");
        bench.worker.start();
        bench.offer("a");
        HeldTransport.Held held = transport.awaitSent();
        assertFalse(bench.worker.hold(1));
        held.answer(200);
        assertTrue(bench.worker.hold(10 * SECOND));
        bench.assertCounts("accepted 1 = delivered 1 + rejected 0 + dropped 0 + pending 0");
        bench.worker.stop();
        bench.assertEnds();
    }
}
