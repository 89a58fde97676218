// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.transport;

import java.io.IOException;
import java.io.OutputStream;

/** The content of a request: a JSON array of events. Can be written several times. */
public interface RequestBody {
    /** In bytes. */
    int length();

    void writeTo(OutputStream out) throws IOException;
}
