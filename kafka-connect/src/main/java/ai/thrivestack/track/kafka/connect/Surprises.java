// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.kafka.connect;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What is allowed in a connector's configuration, and yet will do something that few expect. */
final class Surprises {
    static final String TOLERANCE = "errors.tolerance";
    private static final String DEAD_LETTERS = "errors.deadletterqueue.topic.name";
    private static final String LOGS = "errors.log.enable";
    private static final String POLL_INTERVAL = "consumer.override.max.poll.interval.ms";
    private static final long SHORTEST_POLL_INTERVAL_MILLIS = 30_000;
    /** Connect's own names without a dot. */
    private static final List<String> OF_CONNECT = Arrays.asList("name", "topics", "transforms", "predicates");

    private Surprises() {}

    /** Each a sentence that says what to write instead. */
    static List<String> of(Map<String, String> properties) {
        List<String> sentences = new ArrayList<>();
        boolean hasDeadLetters =
                !properties.getOrDefault(DEAD_LETTERS, "").trim().isEmpty();
        if (endsAtAnError(properties)) {
            sentences.add("errors.tolerance is none: the first event that the API refuses will end the task"
                    + (hasDeadLetters ? ", although " + DEAD_LETTERS + " is set" : "")
                    + ". Write errors.tolerance=all" + (hasDeadLetters ? "." : " and " + DEAD_LETTERS + "."));
        } else if (!hasDeadLetters) {
            sentences.add("there is no " + DEAD_LETTERS + ": an event that the API refuses is only "
                    + (Boolean.parseBoolean(properties.get(LOGS))
                            ? "logged."
                            : "counted. Name a topic for such events."));
        }
        String interval = properties.getOrDefault(POLL_INTERVAL, "").trim();
        if (interval.matches("\\d{1,9}") && Long.parseLong(interval) < SHORTEST_POLL_INTERVAL_MILLIS) {
            sentences.add(POLL_INTERVAL + "=" + interval + " is short: a pause of the process can end the task's"
                    + " membership, and its events are delivered again. Write " + SHORTEST_POLL_INTERVAL_MILLIS
                    + " or more.");
        }
        if (properties.getOrDefault("tasks.max", "1").trim().equals("1")) {
            sentences.add("tasks.max is 1: if its worker fails, nothing is delivered until Connect starts it elsewhere,"
                    + " which takes five minutes by default. Write 2 or more.");
        }
        Set<String> ours = TaskOptions.definition().names();
        for (String name : properties.keySet()) {
            if (name.indexOf('.') < 0 && !OF_CONNECT.contains(name) && !ours.contains(name)) {
                sentences.add("there is no option " + name + ". Allowed, besides Connect's own, are "
                        + String.join(", ", ours) + ".");
            }
        }
        return sentences;
    }

    /** Connect's default. */
    static boolean endsAtAnError(Map<String, String> properties) {
        return !"all"
                .equalsIgnoreCase(properties.getOrDefault(TOLERANCE, "none").trim());
    }
}
