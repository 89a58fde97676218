// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.testkit.junit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import ai.thrivestack.track.testkit.TrackedEvent;
import ai.thrivestack.track.testkit.plan.Names;

/** Shows which events came nearest to the one that was expected, and what differed. Without threads. */
final class NearMisses {
    private static final int SHOWN = 3;
    private static final int WIDEST_COLUMN = 40;

    private final Expectation expected;

    NearMisses(Expectation expected) {
        this.expected = expected;
    }

    String among(List<TrackedEvent> events) {
        if (events.isEmpty()) {
            return "Nothing was tracked in this test.";
        }
        List<TrackedEvent> near = events.stream()
                .filter(this::isNear)
                .sorted(Comparator.comparing((TrackedEvent event) -> !expected.isNameOf(event))
                        .thenComparing(expected::differences))
                .limit(SHOWN)
                .collect(Collectors.toList());
        List<TrackedEvent> others = new ArrayList<>(events);
        others.removeAll(near);
        if (near.isEmpty()) {
            return "Tracked in this test: " + summary(others) + ".";
        }
        StringBuilder text = new StringBuilder("Nearest:\n");
        near.forEach(event -> text.append('\n').append(comparison(event)));
        if (!others.isEmpty()) {
            text.append("\nAlso tracked: ").append(summary(others)).append('.');
        }
        return text.toString().replaceFirst("\n$", "");
    }

    private boolean isNear(TrackedEvent event) {
        return expected.isNameOf(event)
                || Names.areAlike(event.eventName(), expected.eventName())
                || !expected.criteria().isEmpty() && expected.differences(event) == 0;
    }

    private String comparison(TrackedEvent event) {
        List<Row> rows = new ArrayList<>();
        for (Criterion criterion : expected.criteria()) {
            rows.add(new Row(
                    criterion.label(),
                    criterion.actual(event),
                    criterion.matches(event) ? "" : criterion.correction(event)));
        }
        addRest(rows, "properties", Criterion.Place.PROPERTIES, event);
        addRest(rows, "context", Criterion.Place.CONTEXT, event);
        int labels = width(rows.stream().map(row -> row.label).collect(Collectors.toList()));
        int values = width(rows.stream()
                .filter(row -> !row.correction.isEmpty())
                .map(row -> row.value)
                .collect(Collectors.toList()));
        StringBuilder text = new StringBuilder("    ").append(event.eventName());
        text.append(expected.isNameOf(event) ? "\n" : "  <-- expected " + expected.eventName() + "\n");
        rows.forEach(row -> text.append(row.text(labels, values)));
        return text.toString();
    }

    private void addRest(List<Row> rows, String title, Criterion.Place place, TrackedEvent event) {
        Map<String, Object> rest = new LinkedHashMap<>(place.of(event));
        rest.keySet().removeIf(key -> expected.criteria().stream().anyMatch(c -> c.isAbout(place, key)));
        if (place == Criterion.Place.CONTEXT) {
            rest.remove("event_id"); // another one in each run
        }
        if (!rest.isEmpty()) {
            boolean more = rest.size() < place.of(event).size() && place == Criterion.Place.PROPERTIES;
            rows.add(new Row(more ? "also" : title, Criterion.shown(rest), ""));
        }
    }

    private static int width(List<String> cells) {
        return cells.stream()
                .mapToInt(String::length)
                .filter(length -> length <= WIDEST_COLUMN)
                .max()
                .orElse(0);
    }

    /** {@code 2 feature_used, 1 page_viewed}, in the order in which they came first. */
    static String summary(List<TrackedEvent> events) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        events.forEach(event -> counts.merge(event.eventName(), 1, Integer::sum));
        return counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
    }

    private static final class Row {
        final String label;
        final String value;
        final String correction;

        Row(String label, String value, String correction) {
            this.label = label;
            this.value = value;
            this.correction = correction;
        }

        String text(int labels, int values) {
            String start = "      " + padded(label, labels) + "  ";
            return start + (correction.isEmpty() ? value : padded(value, values) + "  <-- " + correction) + "\n";
        }

        private static String padded(String text, int width) {
            StringBuilder padded = new StringBuilder(text);
            while (padded.length() < width) {
                padded.append(' ');
            }
            return padded.toString();
        }
    }
}
