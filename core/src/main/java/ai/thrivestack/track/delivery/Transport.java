// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.Closeable;

/** Brings a batch to the API. {@link #send} is called on the worker thread, {@link #close} on any. */
interface Transport extends Closeable {
    /** One attempt, bounded in time. Never throws: a failure is an answer too. */
    Answer send(Batch batch);

    /** Ends, and with it an attempt that is under way. */
    @Override
    void close();
}
