// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.command.configuration;

/** Where a framework looks for the value of a variable. */
interface Lookup {
    Value of(String name);

    /** What is known of a variable. Immutable. */
    final class Value {
        static final Value UNSET = new Value(null);
        static final Value KNOWN_LATER = new Value(null);

        /** May hold variables itself; null if it is not known. */
        final String text;

        private Value(String text) {
            this.text = text;
        }

        /** @param text null if it is not set */
        static Value of(String text) {
            return text == null ? UNSET : new Value(text);
        }

        boolean isKnownLater() {
            return this == KNOWN_LATER;
        }
    }
}
