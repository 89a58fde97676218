// SPDX-License-Identifier: Apache-2.0
package ai.thrivestack.track.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** How the figures of a part grow with the input, which its subjects are named after. */
final class Growth {
    /** A line bends where it grows by so many times what the input grows by. */
    private static final double BEND = 1.5;

    private static final String BYTES = "burst.bytes";
    private static final String WHY_BYTES =
            "The bytes of a call bend where a record needs more than what is kept for the next one: room for 64 values and"
                    + " 64 KB of JSON. A rare large record should not occupy memory for ever.\n";

    private final Part part;
    private final Results results;
    private final List<Integer> sizes;

    Growth(Part part, Results results) {
        this.part = part;
        this.results = results;
        sizes = StreamSupport.stream(results.subjects().spliterator(), false)
                .map(Integer::valueOf)
                .toList();
    }

    /** Behind each figure what it has grown by since the line before. */
    String markdown() {
        List<String> head = new ArrayList<>(List.of("", "grows by"));
        for (String figure : part.figures()) {
            head.add(figure);
            if (grows(figure)) {
                head.add("grows by");
            }
        }
        StringBuilder text = new StringBuilder("## " + part.title() + "\n\n");
        text.append(Markdown.head(head.toArray(new String[0])));
        for (int i = 0; i < sizes.size(); i++) {
            List<Object> cells = new ArrayList<>();
            cells.add(String.format(Locale.ROOT, "%,d", sizes.get(i)));
            cells.add(i == 0 ? "" : Markdown.shown(inputGrowth(i)));
            for (String figure : part.figures()) {
                double value = value(figure, i);
                cells.add(Double.isNaN(value) ? "–" : Markdown.shown(value));
                if (grows(figure)) {
                    cells.add(i == 0 || Double.isNaN(growth(figure, i)) ? "" : growthCell(figure, i));
                }
            }
            text.append(Markdown.row(cells.toArray()));
        }
        return text.append("\n").append(bends()).append("\n").toString();
    }

    /** Nothing was lost, say, and nothing can be said of how that grows. */
    private boolean grows(String figure) {
        return value(figure, 0) != 0;
    }

    private String growthCell(String figure, int i) {
        String shown = Markdown.shown(growth(figure, i));
        return isBend(figure, i) ? "**" + shown + "**" : shown;
    }

    private String bends() {
        StringBuilder text = new StringBuilder();
        for (String figure : part.figures()) {
            for (int i = 1; i < sizes.size(); i++) {
                if (isBend(figure, i)) {
                    text.append(String.format(
                            Locale.ROOT,
                            "`%s` bends between %,d and %,d: it grows by %.2f where the input grows by %.2f.%n",
                            figure,
                            sizes.get(i - 1),
                            sizes.get(i),
                            growth(figure, i),
                            inputGrowth(i)));
                }
            }
        }
        if (text.indexOf("`" + BYTES + "`") >= 0) {
            text.append(WHY_BYTES);
        }
        return text.length() > 0
                ? text.toString()
                : "No line bends: none grows by more than " + BEND + " times what the input grows by.\n";
    }

    private boolean isBend(String figure, int i) {
        return growth(figure, i) > BEND * inputGrowth(i);
    }

    private double inputGrowth(int i) {
        return sizes.get(i) / (double) sizes.get(i - 1);
    }

    /** Not a number where there is no figure, or nothing to grow from. */
    private double growth(String figure, int i) {
        double before = value(figure, i - 1);
        return before == 0 ? Double.NaN : value(figure, i) / before;
    }

    private double value(String figure, int i) {
        return results.median(sizes.get(i).toString(), figure).orElse(Double.NaN);
    }

    /** All figures by their first value, so that they stand on one scale. */
    String svg() {
        LineChart chart = new LineChart(part.title() + ": times the first value", sizes);
        for (String figure : part.figures()) {
            List<Double> values = new ArrayList<>();
            for (int i = 0; i < sizes.size(); i++) {
                values.add(value(figure, i) / value(figure, 0));
            }
            if (values.stream().allMatch(value -> Double.isFinite(value) && value > 0)) {
                chart.add(figure, values);
            }
        }
        return chart.svg();
    }
}
