// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.line;

/** A command was called in a wrong way. The message is for the person who called it, and shows no secret. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UsageException(String message) {
        super(message);
    }
}
