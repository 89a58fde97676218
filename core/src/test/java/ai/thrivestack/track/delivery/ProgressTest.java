// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import static ai.thrivestack.track.delivery.Progress.PASSING_NANOS;
import static ai.thrivestack.track.delivery.Progress.PATIENCE_NANOS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class ProgressTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    /** Near the end of its range, as {@link System#nanoTime()} may be. */
    private static final long BEGIN = Long.MAX_VALUE - 5 * SECOND;

    private final Progress progress = new Progress(BEGIN);

    private void assertPatience(long nanos, long now) {
        assertEquals(nanos, progress.patienceNanos(BEGIN, now));
    }

    @Test
    void nothingSent_waitsForATry() {
        assertPatience(PATIENCE_NANOS, BEGIN);
        assertPatience(0, BEGIN + PATIENCE_NANOS);
    }

    @Test
    void tryThatFails_endsTheWait() {
        progress.sent(BEGIN + 1);
        progress.failed(BEGIN + 1, BEGIN, false, "down");
        assertPatience(0, BEGIN + 2);
        assertEquals("down", progress.lastFailure());
    }

    @Test
    void requestThatLeftBefore_isNotTheLastTry() {
        progress.sent(BEGIN - 10);
        progress.failed(BEGIN - 10, BEGIN, false, "down");
        assertPatience(PATIENCE_NANOS - 1, BEGIN + 1);
    }

    @Test
    void answers_keepTheWaitAlive() {
        progress.sent(BEGIN + 1);
        progress.answered(BEGIN + 1, BEGIN + 9 * PATIENCE_NANOS);
        assertPatience(PATIENCE_NANOS, BEGIN + 9 * PATIENCE_NANOS);
    }

    @Test
    void silence_isCountedFromTheOldestRequest() {
        progress.sent(BEGIN - PATIENCE_NANOS / 2);
        progress.sent(BEGIN);
        assertPatience(PATIENCE_NANOS / 2, BEGIN);
        progress.answered(BEGIN - PATIENCE_NANOS / 2, BEGIN - 1);
        assertPatience(PATIENCE_NANOS, BEGIN);
    }

    @Test
    void serverThatAsksForALongPause_isNotWaitedFor() {
        progress.held(BEGIN + 30 * SECOND);
        assertPatience(0, BEGIN);
        progress.held(BEGIN + PATIENCE_NANOS / 2);
        assertPatience(PATIENCE_NANOS, BEGIN);
    }

    @Test
    void recovery_forgetsTheTrouble() {
        progress.failed(BEGIN, BEGIN, false, "down");
        progress.works();
        assertEquals("", progress.lastFailure());
    }

    private boolean isStuck(long now) {
        return progress.state(null, now).isStuck();
    }

    @Test
    void refusal_isStuckAtOnce_untilAnAnswer() {
        progress.failed(BEGIN, BEGIN, true, "401");
        assertTrue(isStuck(BEGIN));
        progress.answered(BEGIN + 1, BEGIN + 2);
        assertFalse(isStuck(BEGIN + 2));
    }

    @Test
    void failures_areStuckAfterAMinute_fromTheFirstOn() {
        progress.failed(BEGIN, BEGIN, false, "down");
        progress.failed(BEGIN + 1, BEGIN + PASSING_NANOS - 1, false, "down");
        assertFalse(isStuck(BEGIN + PASSING_NANOS - 1));
        assertTrue(isStuck(BEGIN + PASSING_NANOS));
        progress.answered(BEGIN + 1, BEGIN + PASSING_NANOS);
        assertFalse(isStuck(BEGIN + PASSING_NANOS));
        progress.failed(BEGIN, BEGIN + 3 * PASSING_NANOS, false, "down again");
        assertFalse(isStuck(BEGIN + 3 * PASSING_NANOS));
    }

    @Test
    void refusedToken_thatTheApiNoLongerSeesSinceItIsDown_isNoRefusal() {
        progress.failed(BEGIN, BEGIN, true, "401");
        progress.failed(BEGIN + 1, BEGIN + 1, false, "down");
        assertFalse(isStuck(BEGIN + 1));
    }
}
