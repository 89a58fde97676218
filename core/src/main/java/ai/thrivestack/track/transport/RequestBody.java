// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport;

import java.io.IOException;
import java.io.OutputStream;

/** The content of a request: a JSON array of events. Can be written several times, as a whole or event by event. */
public interface RequestBody {
    /** In bytes. */
    int length();

    void writeTo(OutputStream out) throws IOException;

    /** The number of events. */
    int events();

    /** A copy of one event. */
    byte[] event(int index);

    /** A former attempt that failed, of this body or one that it was cut from, has brought this event to its recipient. */
    boolean isAcknowledged(int index);

    /** The recipient has this event, whatever becomes of the others: no attempt must send it again. */
    void acknowledged(int index);
}
