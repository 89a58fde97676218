// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import ai.thrivestack.track.Loss;

/** A record that gives no event, and why. Has no stack trace: it is an answer, not an accident. */
@SuppressWarnings("serial") // never serialised
public final class Rejection extends Exception {
    private final Loss loss;

    Rejection(Loss loss, String message) {
        super(message, null, false, false);
        this.loss = loss;
    }

    public Loss loss() {
        return loss;
    }
}
