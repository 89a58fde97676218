// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ExitWaitTest {
    private final ExitWait wait = new ExitWait();

    @Test
    void waits_oneAfterTheOther_addUp() {
        assertEquals(0, wait.nanos(5));
        wait.begin(10);
        assertEquals(4, wait.nanos(14));
        wait.end(15);
        assertEquals(5, wait.nanos(20));
        wait.begin(30);
        wait.end(31);
        assertEquals(6, wait.nanos(40));
    }

    @Test
    void waits_atTheSameTime_countOnce() {
        wait.begin(10);
        wait.begin(12);
        wait.end(15);
        assertEquals(8, wait.nanos(18));
        wait.end(20);
        assertEquals(10, wait.nanos(25));
    }
}
