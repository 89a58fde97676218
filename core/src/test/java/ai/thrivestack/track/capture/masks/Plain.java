// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.masks;

import java.util.Date;

/** An object without annotations. Jackson 2 writes a date as a number, Jackson 3 as a text. */
public final class Plain {
    public Date getDate() {
        return new Date(0);
    }

    @Override
    public String toString() {
        return "plain";
    }
}
