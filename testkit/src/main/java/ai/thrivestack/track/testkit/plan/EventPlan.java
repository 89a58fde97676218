// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.plan;

import java.util.List;
import java.util.Map;

import ai.thrivestack.track.testkit.TrackedEvent;

/** What one event must hold. Immutable. */
final class EventPlan {
    private final Map<String, ValuePlan> properties;
    private final Map<String, ValuePlan> context;

    EventPlan(Map<String, ValuePlan> properties, Map<String, ValuePlan> context) {
        this.properties = properties;
        this.context = context;
    }

    void check(TrackedEvent event, List<String> faults) {
        check("property", properties, event.properties(), faults);
        check("context", context, event.context(), faults);
    }

    private static void check(
            String place, Map<String, ValuePlan> plans, Map<String, Object> values, List<String> faults) {
        plans.forEach((name, plan) -> {
            String subject = "The " + place + " " + name + " ";
            if (!values.containsKey(name) && !plan.isOptional()) {
                String nearest = Names.like(name, values.keySet())
                        .map(like -> " The event has " + like + ".")
                        .orElse("");
                faults.add(subject + "is missing: it must be " + plan + "." + nearest);
            } else if (values.containsKey(name) && !plan.allows(values.get(name))) {
                faults.add(subject + "is " + ValuePlan.shown(values.get(name)) + ": it must be " + plan + ".");
            }
        });
    }
}
