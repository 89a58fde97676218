// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

class BackoffTest {

    private static long[] millis(Backoff backoff, long longest, int attempts) {
        long[] millis = new long[attempts];
        for (int i = 0; i < attempts; i++) {
            millis[i] = TimeUnit.NANOSECONDS.toMillis(backoff.next(longest));
        }
        return millis;
    }

    @Test
    void retries_doubleFromHalfASecond_toHalfAMinute() {
        assertArrayEquals(
                new long[] {500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000},
                millis(new Backoff(() -> 1), Backoff.LONGEST_NANOS, 8));
    }

    @Test
    void probes_ofAPause_doubleFromHalfASecond_toAMinute() {
        assertArrayEquals(
                new long[] {500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000},
                millis(new Backoff(() -> 1), Backoff.LONGEST_PAUSE_NANOS, 9));
    }

    @Test
    void jitter_isFull() {
        assertArrayEquals(
                new long[] {250, 500, 1_000, 2_000, 4_000, 8_000, 15_000},
                millis(new Backoff(() -> 0.5), Backoff.LONGEST_NANOS, 7));
        assertArrayEquals(new long[] {0, 0, 0}, millis(new Backoff(() -> 0), Backoff.LONGEST_NANOS, 3));
    }

    @Test
    void manyAttempts_stayAtTheLongest() {
        Backoff backoff = new Backoff(() -> 1);
        long[] millis = millis(backoff, Backoff.LONGEST_NANOS, 10_000);
        for (int i = 6; i < millis.length; i++) {
            assertEquals(30_000, millis[i]);
        }
        assertEquals(60_000, millis(backoff, Backoff.LONGEST_PAUSE_NANOS, 1)[0]);
    }

    @Test
    void reset_beginsAnew() {
        Backoff backoff = new Backoff(() -> 1);
        millis(backoff, Backoff.LONGEST_NANOS, 5);
        backoff.reset();
        assertArrayEquals(new long[] {500, 1_000}, millis(backoff, Backoff.LONGEST_NANOS, 2));
    }
}
