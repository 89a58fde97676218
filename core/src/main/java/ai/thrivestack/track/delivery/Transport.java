// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.Closeable;

/** Brings a batch to the API. {@link #close} is called on any thread, the others on the worker thread. */
interface Transport extends Closeable {
    /** One attempt, bounded in time. Never throws: a failure is an answer too. */
    Answer send(Batch batch);

    /** The token is no longer the one that was sent last: if that was refused, it is worth another attempt. */
    boolean hasNewToken();

    /** Ends, and with it an attempt that is under way. */
    @Override
    void close();
}
