// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import ai.thrivestack.track.testkit.TrackedEvent;

/** The event that a test expects: its name, and in part what it holds. Immutable. */
final class Expectation {
    private final String eventName;
    private final List<Criterion> criteria;

    private Expectation(String eventName, List<Criterion> criteria) {
        this.eventName = eventName;
        this.criteria = criteria;
    }

    static Expectation named(String eventName) {
        return new Expectation(eventName, Collections.emptyList());
    }

    Expectation and(Criterion criterion) {
        List<Criterion> more = new ArrayList<>(criteria);
        more.add(criterion);
        return new Expectation(eventName, Collections.unmodifiableList(more));
    }

    String eventName() {
        return eventName;
    }

    List<Criterion> criteria() {
        return criteria;
    }

    boolean matches(TrackedEvent event) {
        return isNameOf(event) && differences(event) == 0;
    }

    boolean isNameOf(TrackedEvent event) {
        return event.eventName().equals(eventName);
    }

    long differences(TrackedEvent event) {
        return criteria.stream().filter(criterion -> !criterion.matches(event)).count();
    }

    /** {@code signed_up with user_id "u-17" and plan "pro"}. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(eventName);
        for (int i = 0; i < criteria.size(); i++) {
            String link = i == 0 ? " with " : i < criteria.size() - 1 ? ", " : " and ";
            text.append(link).append(criteria.get(i).phrase());
        }
        return text.toString();
    }
}
