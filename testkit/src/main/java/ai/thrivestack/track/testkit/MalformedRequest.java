// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.io.IOException;

/** What arrived on a connection is not HTTP/1.1 as this server reads it; the connection cannot go on. */
final class MalformedRequest extends IOException {

    private static final long serialVersionUID = 1L;

    MalformedRequest(String message) {
        super(message);
    }
}
