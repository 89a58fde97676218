// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

@Timeout(60)
class UninterruptiblyTest {
    private static final long MINUTE_NANOS = TimeUnit.MINUTES.toNanos(1);

    private int waits;

    @AfterEach
    void clear() {
        Thread.interrupted();
    }

    @Test
    void interrupt_isKept_andTheWaitGoesOn() {
        assertTrue(Uninterruptibly.await(MINUTE_NANOS, (left, unit) -> {
            assertTrue(unit.toNanos(left) <= MINUTE_NANOS);
            if (waits++ < 3) {
                throw new InterruptedException();
            }
            return true;
        }));
        assertEquals(4, waits);
        assertTrue(Thread.interrupted());
    }

    @Test
    void time_endsTheWait_ofAnInterruptedThreadToo() {
        long before = System.nanoTime();
        Thread.currentThread().interrupt();
        assertFalse(Uninterruptibly.await(50_000_000, new CountDownLatch(1)::await));
        assertTrue(System.nanoTime() - before >= 50_000_000);
        assertTrue(Thread.interrupted());
    }

    @Test
    void noTime_onlyLooks() {
        assertTrue(Uninterruptibly.await(-1, new CountDownLatch(0)::await));
        assertFalse(Uninterruptibly.await(-1, new CountDownLatch(1)::await));
    }
}
