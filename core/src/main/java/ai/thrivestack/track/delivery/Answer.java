// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.delivery;

import java.util.Collections;
import java.util.List;

/** What came of one attempt to send a batch. Immutable. */
final class Answer {
    /** Nothing came back. */
    static final int NO_ANSWER = 0;
    /** Nothing was sent, since there is no usable endpoint or token. */
    static final int NOT_SENT = -1;

    /** The HTTP status, or one of the above. */
    final int status;
    /** False only if the API said so. */
    final boolean success;
    /** What the server said, or what went wrong; never a secret. */
    final String message;

    final List<String> warnings;
    /** How long the server asks us to wait, 0 if it does not. */
    final long retryAfterNanos;

    Answer(int status, boolean success, String message, List<String> warnings, long retryAfterNanos) {
        this.status = status;
        this.success = success;
        this.message = message;
        this.warnings = warnings;
        this.retryAfterNanos = retryAfterNanos;
    }

    static Answer none(String why) {
        return new Answer(NO_ANSWER, false, why, Collections.emptyList(), 0);
    }

    static Answer notSent(String why) {
        return new Answer(NOT_SENT, false, why, Collections.emptyList(), 0);
    }

    @Override
    public String toString() {
        return status > 0 ? status + (message.isEmpty() ? "" : " " + message) : message;
    }
}
