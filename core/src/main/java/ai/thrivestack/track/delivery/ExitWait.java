// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import com.google.errorprone.annotations.concurrent.GuardedBy;

/** How many nanoseconds threads have waited for delivery while the JVM exits; waits at the same time count once.
 * Thread-safe. */
final class ExitWait {
    @GuardedBy("this")
    private int waiting;

    @GuardedBy("this")
    private long since;

    @GuardedBy("this")
    private long nanos;

    synchronized void begin(long now) {
        if (waiting++ == 0) {
            since = now;
        }
    }

    synchronized void end(long now) {
        if (--waiting == 0) {
            nanos += now - since;
        }
    }

    synchronized long nanos(long now) {
        return nanos + (waiting > 0 ? now - since : 0);
    }
}
