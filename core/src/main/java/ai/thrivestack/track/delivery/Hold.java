// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.concurrent.CountDownLatch;

import ai.thrivestack.track.Uninterruptibly;

/**
 * Keeps new requests back while a source looks at what is delivered. Requests in flight go on, and so does the flush
 * interval of the events that wait. The source's thread begins and ends it; the worker asks. Thread-safe.
 */
final class Hold {
    /** Reaches zero when no request is in flight; null if new requests may leave. */
    private volatile CountDownLatch quiet;

    /** Continues a hold that has not ended. */
    void begin() {
        if (quiet == null) {
            quiet = new CountDownLatch(1);
        }
    }

    /** @return false if there was none */
    boolean end() {
        boolean wasOn = quiet != null;
        quiet = null;
        return wasOn;
    }

    boolean isOn() {
        return quiet != null;
    }

    /** The worker, at the beginning of a round, before it decides what to send. @param inFlight how many requests are in flight */
    void round(int inFlight) {
        CountDownLatch now = quiet;
        if (now != null && inFlight == 0) {
            now.countDown();
        }
    }

    /** The thread that has begun it. @return true if no request is in flight, and none will leave before the end */
    boolean awaitQuiet(long nanos) {
        CountDownLatch now = quiet;
        return now != null && Uninterruptibly.await(nanos, now::await);
    }
}
