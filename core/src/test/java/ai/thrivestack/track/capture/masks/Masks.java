// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.masks;

/** What the masks hide. */
public final class Masks {
    public static final String CARD = "4111-1111";
    public static final String NAME = "rawName";

    private Masks() {}
}
