// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

class BackoffTest {

    private static long[] millis(Backoff backoff, Verdict verdict, int attempts) {
        long[] millis = new long[attempts];
        for (int i = 0; i < attempts; i++) {
            millis[i] = TimeUnit.NANOSECONDS.toMillis(backoff.next(verdict, 0));
        }
        return millis;
    }

    @Test
    void retries_doubleFromHalfASecond_toHalfAMinute() {
        assertArrayEquals(
                new long[] {500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000},
                millis(new Backoff(() -> 1), Verdict.RETRY, 8));
    }

    @Test
    void probes_ofAPause_doubleFromHalfASecond_toAMinute() {
        assertArrayEquals(
                new long[] {500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000},
                millis(new Backoff(() -> 1), Verdict.PAUSE, 9));
    }

    @Test
    void jitter_isFull() {
        assertArrayEquals(
                new long[] {250, 500, 1_000, 2_000, 4_000, 8_000, 15_000},
                millis(new Backoff(() -> 0.5), Verdict.RETRY, 7));
        assertArrayEquals(new long[] {0, 0, 0}, millis(new Backoff(() -> 0), Verdict.RETRY, 3));
    }

    @Test
    void manyAttempts_stayAtTheLongest() {
        Backoff backoff = new Backoff(() -> 1);
        long[] millis = millis(backoff, Verdict.RETRY, 10_000);
        for (int i = 6; i < millis.length; i++) {
            assertEquals(30_000, millis[i]);
        }
        assertEquals(60_000, millis(backoff, Verdict.PAUSE, 1)[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 500",
        "1, 500",
        "499, 500",
        "501, 501",
        "120000, 120000",
        "300000, 300000",
        "300001, 300000",
        "86400000, 300000"
    })
    void retryAfter_isHonoured_upToFiveMinutes(long askedMillis, long millis) {
        long nanos = new Backoff(() -> 1).next(Verdict.RETRY, TimeUnit.MILLISECONDS.toNanos(askedMillis));
        assertEquals(millis, TimeUnit.NANOSECONDS.toMillis(nanos));
    }

    @ParameterizedTest
    @EnumSource(names = {"RETRY", "PAUSE"})
    void retryAfter_isNeverCutByJitter(Verdict verdict) {
        assertEquals(TimeUnit.SECONDS.toNanos(90), new Backoff(() -> 0).next(verdict, TimeUnit.SECONDS.toNanos(90)));
        assertEquals(TimeUnit.MINUTES.toNanos(5), new Backoff(() -> 0).next(verdict, Long.MAX_VALUE));
    }

    @Test
    void retryAfter_doesNotStopTheDoubling() {
        Backoff backoff = new Backoff(() -> 1);
        backoff.next(Verdict.RETRY, TimeUnit.SECONDS.toNanos(90));
        assertArrayEquals(new long[] {1_000, 2_000}, millis(backoff, Verdict.RETRY, 2));
    }
}
