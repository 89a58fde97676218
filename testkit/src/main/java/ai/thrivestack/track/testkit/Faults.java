// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What one judgement has found wrong so far, in the order found. For one thread. */
final class Faults {

    /** Enough for one fault in each event of a full request; what lies beyond is counted but not kept. */
    private static final int KEPT = 1_000;

    private final List<Refusal> kept = new ArrayList<>();
    private int count;

    void add(Rule rule, String message) {
        add(rule, -1, "", message, Place.NONE);
    }

    void add(Rule rule, String message, Place place) {
        add(rule, -1, "", message, place);
    }

    void add(Rule rule, int index, String pointer, String message, Place place) {
        count++;
        if (kept.size() < KEPT) {
            kept.add(new Refusal(rule, index, pointer, message, place));
        }
    }

    int count() {
        return count;
    }

    List<Refusal> refusals() {
        return Collections.unmodifiableList(kept);
    }
}
