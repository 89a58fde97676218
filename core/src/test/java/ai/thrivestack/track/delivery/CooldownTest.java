// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CooldownTest {
    /** Any value: only differences count, and it may be negative or near overflow. */
    private static final long NOW = Long.MAX_VALUE - 5;

    private static final long NO_END = Long.MAX_VALUE;

    private static Cooldown newCooldown() {
        return new Cooldown(new Backoff(() -> 1));
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private static long closedMillis(Cooldown cooldown, long afterMillis, boolean hurried, long lastChanceNanos) {
        return TimeUnit.NANOSECONDS.toMillis(cooldown.closedNanos(NOW + nanos(afterMillis), hurried, lastChanceNanos));
    }

    @Test
    void newGate_isOpen() {
        assertTrue(closedMillis(newCooldown(), 0, false, NO_END) <= 0);
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
        Cooldown cooldown = newCooldown();
        cooldown.close(NOW, Backoff.LONGEST_NANOS, nanos(askedMillis));
        assertEquals(millis, closedMillis(cooldown, 0, false, NO_END));
        assertEquals(0, closedMillis(cooldown, millis, false, NO_END));
    }

    @Test
    void hurry_cutsOurBackoff_andKeepsTheServersWord() {
        Cooldown cooldown = newCooldown();
        for (int i = 0; i < 4; i++) {
            cooldown.close(NOW, Backoff.LONGEST_NANOS, 0);
        }
        assertEquals(4_000, closedMillis(cooldown, 0, false, NO_END));
        assertEquals(500, closedMillis(cooldown, 0, true, NO_END));
        cooldown.close(NOW, Backoff.LONGEST_NANOS, nanos(2_000));
        assertEquals(2_000, closedMillis(cooldown, 0, true, NO_END));
        cooldown.cutBackoff();
        assertEquals(2_000, closedMillis(cooldown, 0, false, NO_END));
    }

    @Test
    void lastChance_beforeTheServersTime_isTaken() {
        Cooldown cooldown = newCooldown();
        cooldown.close(NOW, Backoff.LONGEST_NANOS, nanos(30_000));
        assertEquals(30_000, closedMillis(cooldown, 0, true, nanos(31_000)));
        assertEquals(500, closedMillis(cooldown, 0, true, nanos(10_000)));
    }

    @Test
    void reset_opens_andBeginsAnew() {
        Cooldown cooldown = newCooldown();
        cooldown.close(NOW, Backoff.LONGEST_NANOS, nanos(30_000));
        cooldown.close(NOW, Backoff.LONGEST_NANOS, nanos(30_000));
        cooldown.reset();
        assertTrue(closedMillis(cooldown, 0, false, NO_END) <= 0);
        cooldown.close(NOW, Backoff.LONGEST_NANOS, 0);
        assertEquals(500, closedMillis(cooldown, 0, false, NO_END));
    }
}
