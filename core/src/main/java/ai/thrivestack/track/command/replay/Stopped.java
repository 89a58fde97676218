// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.replay;

/** The replay cannot go on now; what is settled is recorded. The message says why and shows no secret. */
final class Stopped extends Exception {
    private static final long serialVersionUID = 1;

    Stopped(String why) {
        super(why);
    }
}
