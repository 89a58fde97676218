// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.capture.value;

/** How much is sent of the values of one event, and the texts that stand for the rest. */
final class ValueLimits {
    static final int MAX_DEPTH = 32;
    /** Elements and entries of one event's values, all collections and maps together. */
    static final int MAX_ELEMENTS = 10_000;

    static final String TRUNCATED = "[truncated]";
    static final String TOO_DEEP = "[too deep]";

    private ValueLimits() {}
}
