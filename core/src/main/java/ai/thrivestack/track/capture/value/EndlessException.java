// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

/** An event has more bytes than are counted, so its encoding ends here. Has no stack trace, because it is no error. */
@SuppressWarnings("serial") // never serialised
public final class EndlessException extends RuntimeException {
    EndlessException() {
        super(null, null, false, false);
    }
}
