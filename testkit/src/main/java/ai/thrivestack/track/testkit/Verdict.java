// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit;

import java.util.Collections;
import java.util.List;

/** What the contract says of one request: its events, or why it is refused. Immutable. */
final class Verdict {

    private final int eventCount;
    private final List<TrackedEvent> events;
    private final Faults faults;
    private final RefusedBody body;

    private Verdict(int eventCount, List<TrackedEvent> events, Faults faults, RefusedBody body) {
        this.eventCount = eventCount;
        this.events = events;
        this.faults = faults;
        this.body = body;
    }

    static Verdict accepted(List<TrackedEvent> events) {
        return new Verdict(events.size(), Collections.unmodifiableList(events), new Faults(), RefusedBody.NONE);
    }

    /** The count is 0 where the request was refused before its events could be read. */
    static Verdict refused(int eventCount, Faults faults, RefusedBody body) {
        return new Verdict(eventCount, Collections.emptyList(), faults, body);
    }

    boolean accepted() {
        return faults.count() == 0;
    }

    int status() {
        return accepted() ? 200 : refusals().get(0).status();
    }

    String message() {
        if (accepted()) {
            return "tracked";
        }
        int more = faults.count() - 1;
        return refusals().get(0) + (more == 0 ? "" : " and " + more + " more");
    }

    /** The elements of the request's array, also of a refused one; 0 where no array was read. */
    int eventCount() {
        return eventCount;
    }

    /** The accepted events; none where the request is refused. */
    List<TrackedEvent> events() {
        return events;
    }

    /** For the page; nothing where the request is accepted. */
    RefusedBody body() {
        return body;
    }

    List<Refusal> refusals() {
        return faults.refusals();
    }

    /** All faults found, those that are not kept as refusals included. */
    int faultCount() {
        return faults.count();
    }
}
