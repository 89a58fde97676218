// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.io.Closeable;

/** Brings batches to the API, several at once. Thread-safe. */
interface Transport extends Closeable {
    /** One attempt, bounded in time. Never throws: a failure is an answer too. */
    Answer send(Batch batch);

    /** The token is no longer the one that was sent last: if that was refused, it is worth another attempt. */
    boolean hasNewToken();

    /** Ends, and with it the attempts that are under way. */
    @Override
    void close();
}
