// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import ai.thrivestack.track.Loss;
import ai.thrivestack.track.OneLine;

/** A record that gives no event, and why. Has no stack trace: it is an answer, not an accident. */
@SuppressWarnings("serial") // never serialised
public final class Rejection extends Exception {
    private final Loss loss;
    private final byte[] event;

    /** @param event its JSON as far as there is one, null if there is none or no dead letter is written */
    Rejection(Loss loss, String message, byte[] event) {
        super(OneLine.of(message), null, false, false);
        this.loss = loss;
        this.event = event;
    }

    public Loss loss() {
        return loss;
    }

    /**
     * What there is of the event, for a dead letter: UTF-8 JSON without the user or the name that is missing, and
     * without properties if it is too large with them. Null without a {@code deadLetterFile}.
     */
    public byte[] event() {
        return event;
    }
}
