// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.replay;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import ai.thrivestack.track.Uninterruptibly;

/** The clock of a replay, and its waits, which end when the process is asked to stop. Thread-safe. */
class Pace {
    private final CountDownLatch stopping = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);

    long nanoTime() {
        return System.nanoTime();
    }

    /**
     * Returns at once if there is nothing to wait for.
     *
     * @throws Stopped if the process is asked to stop, also before
     */
    void await(long nanos) throws Stopped {
        if (Uninterruptibly.await(Math.max(0, nanos), stopping::await)) {
            throw new Stopped("asked to stop");
        }
    }

    /** Asks the replay to stop, and waits until the request in flight is settled. On another thread. */
    final void stop(long atMostNanos) {
        stopping.countDown();
        Uninterruptibly.await(atMostNanos, ended::await);
    }

    final void ended() {
        ended.countDown();
    }

    static long seconds(long seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
