// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.buffer;

import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.Given;
import ai.thrivestack.track.Loss;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Waits until events are settled. The deadline is later than the test's timeout. */
@Timeout(30)
class EventBufferWaitTest {
    private final Ledger ledger = new Ledger();
    private final EventBuffer buffer = new EventBuffer(Given.options(), ledger, Events.UNHEARD);

    private void offer(int events) {
        for (int i = 0; i < events; i++) {
            assertTrue(Events.offer(buffer, Events.ofSize(1)) > 0);
        }
    }

    private static long far() {
        return System.nanoTime() + TimeUnit.MINUTES.toNanos(10);
    }

    /** Waits while the other thread runs. That needs the lock, which this thread releases only when it waits. */
    private boolean awaitWhile(long events, Runnable other) throws InterruptedException {
        Thread thread = new Thread(other);
        boolean interrupted;
        boolean delivered;
        ledger.lock.lock();
        try {
            thread.start();
            delivered = buffer.awaitSettled(events, far());
        } finally {
            ledger.lock.unlock();
            interrupted = Thread.interrupted();
        }
        thread.join();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return delivered;
    }

    @Test
    void nothingOffered_isSettled() {
        assertTrue(buffer.awaitSettled(0, far()));
    }

    @Test
    void delivered_isTrueAtOnce() {
        offer(2);
        buffer.delivered(buffer.take());
        offer(1);
        assertTrue(buffer.awaitSettled(2, far()));
    }

    @Test
    void deliveredWhileWaiting_isTrue() throws InterruptedException {
        offer(2);
        Batch first = buffer.take();
        offer(1);
        assertTrue(awaitWhile(3, () -> {
            buffer.delivered(first);
            buffer.delivered(buffer.take());
        }));
    }

    @Test
    void laterEvents_areNotWaitedFor() throws InterruptedException {
        offer(1);
        Batch first = buffer.take();
        assertTrue(awaitWhile(1, () -> {
            offer(5);
            buffer.delivered(first);
        }));
        assertEquals(5, buffer.pending());
    }

    @Test
    void lostWhileWaiting_isFalse() throws InterruptedException {
        offer(1);
        Batch first = buffer.take();
        offer(1);
        assertFalse(awaitWhile(2, () -> {
            buffer.lost(first, Loss.REFUSED);
            buffer.delivered(buffer.take());
        }));
        assertEquals(2, buffer.offered() - buffer.pending());
    }

    @Test
    void givenUpWhileWaiting_isFalseAtOnce() throws InterruptedException {
        offer(1);
        assertFalse(awaitWhile(1, buffer::giveUp));
        assertEquals(1, buffer.pending());
    }

    @Test
    void givenUpBefore_doesNotEndALaterWait() throws InterruptedException {
        offer(1);
        buffer.giveUp();
        assertTrue(awaitWhile(1, () -> buffer.delivered(buffer.take())));
    }

    @Test
    void closedWhileWaiting_isFalseAtOnce() throws InterruptedException {
        offer(1);
        assertFalse(awaitWhile(1, buffer::close));
    }

    @Test
    void deadline_past_isFalse() {
        offer(1);
        assertFalse(buffer.awaitSettled(1, System.nanoTime()));
        assertFalse(buffer.awaitSettled(1, System.nanoTime() - TimeUnit.DAYS.toNanos(1)));
    }

    @Test
    void deadline_reached_isFalse() {
        offer(1);
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(20);
        assertFalse(buffer.awaitSettled(1, deadline));
        assertTrue(System.nanoTime() - deadline >= 0);
    }

    @Test
    void deadline_withoutEnd_isNotPast() throws InterruptedException {
        offer(1);
        ledger.lock.lock();
        Thread thread = new Thread(() -> buffer.delivered(buffer.take()));
        try {
            thread.start();
            assertTrue(buffer.awaitSettled(1, System.nanoTime() + Long.MAX_VALUE));
        } finally {
            ledger.lock.unlock();
        }
        thread.join();
    }

    @Test
    void interrupt_doesNotEndTheWait_andIsKept() throws InterruptedException {
        offer(1);
        Thread.currentThread().interrupt();
        assertTrue(awaitWhile(1, () -> buffer.delivered(buffer.take())));
        assertTrue(Thread.interrupted());
    }

    @Test
    void interrupt_whileWaiting_doesNotEndTheWait_andIsKept() throws InterruptedException {
        offer(1);
        Thread waiting = Thread.currentThread();
        assertTrue(awaitWhile(1, () -> {
            ledger.lock.lock();
            try {
                waiting.interrupt();
            } finally {
                ledger.lock.unlock();
            }
            buffer.delivered(buffer.take());
        }));
        assertTrue(Thread.interrupted());
    }

    @Test
    void severalWaiters_areAllWoken() throws InterruptedException {
        offer(3);
        boolean[] delivered = new boolean[4];
        Thread[] waiters = new Thread[delivered.length];
        for (int i = 0; i < waiters.length; i++) {
            int number = i;
            waiters[i] = new Thread(() -> delivered[number] = buffer.awaitSettled(number % 3 + 1, far()));
            waiters[i].start();
        }
        buffer.delivered(buffer.take());
        for (int i = 0; i < waiters.length; i++) {
            waiters[i].join();
            assertTrue(delivered[i]);
        }
    }
}
