// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

/** Shortens what a client sent for use in a message. */
final class Excerpt {

    private static final int LENGTH = 80;

    private Excerpt() {}

    static String of(String text) {
        return text.length() <= LENGTH ? text : text.substring(0, LENGTH) + "…";
    }
}
