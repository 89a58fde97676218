// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

/** Where a fault is in the text of a request's body, in characters from its start. Immutable. */
final class Place {

    /** The fault is not in the text. */
    static final Place NONE = new Place(-1, -1);

    private final int event;
    private final int offset;

    private Place(int event, int offset) {
        this.event = event;
        this.offset = offset;
    }

    /** The fault is in no event. */
    static Place at(int offset) {
        return new Place(-1, offset);
    }

    /** The fault is in the event that starts there, at or behind its start. */
    static Place in(int event, int offset) {
        return new Place(event, offset);
    }

    boolean isKnown() {
        return offset >= 0;
    }

    /** Where the event starts that is at fault; negative where it is none. */
    int event() {
        return event;
    }

    /** Where the token starts that is at fault: of a missing field, the event. Negative for {@link #NONE}. */
    int offset() {
        return offset;
    }
}
