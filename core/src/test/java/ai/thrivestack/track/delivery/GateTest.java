// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class GateTest {
    /** Any: only differences count, and it may be negative or about to overflow. */
    private static final long NOW = Long.MAX_VALUE - 5;

    private static final long NO_END = Long.MAX_VALUE;

    private static Gate gate() {
        return new Gate(new Backoff(() -> 1));
    }

    private static long nanos(long millis) {
        return TimeUnit.MILLISECONDS.toNanos(millis);
    }

    private static long closedMillis(Gate gate, long afterMillis, boolean hurried, long lastChanceNanos) {
        return TimeUnit.NANOSECONDS.toMillis(gate.closedNanos(NOW + nanos(afterMillis), hurried, lastChanceNanos));
    }

    @Test
    void newGate_isOpen() {
        assertTrue(closedMillis(gate(), 0, false, NO_END) <= 0);
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
        Gate gate = gate();
        gate.close(NOW, Backoff.LONGEST_NANOS, nanos(askedMillis));
        assertEquals(millis, closedMillis(gate, 0, false, NO_END));
        assertEquals(0, closedMillis(gate, millis, false, NO_END));
    }

    @Test
    void hurry_cutsOurBackoff_andKeepsTheServersWord() {
        Gate gate = gate();
        for (int i = 0; i < 4; i++) {
            gate.close(NOW, Backoff.LONGEST_NANOS, 0);
        }
        assertEquals(4_000, closedMillis(gate, 0, false, NO_END));
        assertEquals(500, closedMillis(gate, 0, true, NO_END));
        gate.close(NOW, Backoff.LONGEST_NANOS, nanos(2_000));
        assertEquals(2_000, closedMillis(gate, 0, true, NO_END));
        gate.cutBackoff();
        assertEquals(2_000, closedMillis(gate, 0, false, NO_END));
    }

    @Test
    void lastChance_beforeTheServersTime_isTaken() {
        Gate gate = gate();
        gate.close(NOW, Backoff.LONGEST_NANOS, nanos(30_000));
        assertEquals(30_000, closedMillis(gate, 0, true, nanos(31_000)));
        assertEquals(500, closedMillis(gate, 0, true, nanos(10_000)));
    }

    @Test
    void reset_opens_andBeginsAnew() {
        Gate gate = gate();
        gate.close(NOW, Backoff.LONGEST_NANOS, nanos(30_000));
        gate.close(NOW, Backoff.LONGEST_NANOS, nanos(30_000));
        gate.reset();
        assertTrue(closedMillis(gate, 0, false, NO_END) <= 0);
        gate.close(NOW, Backoff.LONGEST_NANOS, 0);
        assertEquals(500, closedMillis(gate, 0, false, NO_END));
    }
}
