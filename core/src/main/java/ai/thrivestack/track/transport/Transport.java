// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport;

import java.io.Closeable;

/** Sends batches to the API, or to what stands before it. Thread-safe. */
public interface Transport extends Closeable {
    /** Makes one attempt, bounded in time, on the calling thread. Does not throw: a failure is an answer, too. */
    Answer send(RequestBody body);

    /** What the recipient knows us by is not what was used last: if that was refused, another attempt may succeed. */
    boolean hasNewToken();

    /** How many batches it may be given at once, if the option {@code maxInFlight} does not allow fewer. */
    default int mostInFlight() {
        return Integer.MAX_VALUE;
    }

    /** Ends it, and aborts the requests in flight. Any thread. */
    @Override
    void close();
}
