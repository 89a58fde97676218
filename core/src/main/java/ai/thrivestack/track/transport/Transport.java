// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport;

import java.io.Closeable;

/** Sends requests to the API, several at once. Thread-safe. */
public interface Transport extends Closeable {
    /** Makes one attempt, bounded in time, on the calling thread. Does not throw: a failure is an answer, too. */
    Answer send(RequestBody body);

    /** The token is not the one that was sent last: if that was refused, another attempt may succeed. */
    boolean hasNewToken();

    /** Ends it, and aborts the requests in flight. Any thread. */
    @Override
    void close();
}
