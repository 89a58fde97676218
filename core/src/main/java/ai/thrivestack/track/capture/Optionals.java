// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture;

import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** What is in an Optional, of whatever kind. */
final class Optionals {
    private Optionals() {}

    static boolean isOptional(Object value) {
        return value instanceof Optional
                || value instanceof OptionalInt
                || value instanceof OptionalLong
                || value instanceof OptionalDouble;
    }

    /** Null if there is nothing; never an {@link Optional}, however many are inside each other. */
    static Object content(Object optional) {
        Object content = optional;
        while (content instanceof Optional) {
            content = ((Optional<?>) content).orElse(null);
        }
        if (content instanceof OptionalInt) {
            OptionalInt number = (OptionalInt) content;
            return number.isPresent() ? (Object) number.getAsInt() : null;
        }
        if (content instanceof OptionalLong) {
            OptionalLong number = (OptionalLong) content;
            return number.isPresent() ? (Object) number.getAsLong() : null;
        }
        if (content instanceof OptionalDouble) {
            OptionalDouble number = (OptionalDouble) content;
            return number.isPresent() ? (Object) number.getAsDouble() : null;
        }
        return content;
    }
}
