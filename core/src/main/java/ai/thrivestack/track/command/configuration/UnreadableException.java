// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.configuration;

/** A configuration cannot be read. The message says why, and shows no value of it. */
public final class UnreadableException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableException(String message) {
        super(message);
    }
}
